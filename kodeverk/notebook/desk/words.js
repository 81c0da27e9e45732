// What the desk says, in the language the study's reader has chosen; the texts come from the message catalogues.

/** Return `t` and `tn`: a text by its name with `{places}` filled in, and the one that fits a number. */
export function wording(texts) {
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  const t = (name, values = {}) => filled(texts[name] ?? name, values);
  const tn = (name, count, values = {}) => {
    const [one, many] = texts[name] ?? [name, name];
    return filled(count === 1 ? one : many, { count, ...values });
  };
  return { t, tn };
}
