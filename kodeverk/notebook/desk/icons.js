// Small drawings on a grid of 16, in the colour of the text; a control that has one always has a name too.

const DRAWN = {
  undo: "M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H6",
  redo: "M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h4",
  code: "M2.5 3.5h5l6 5.5-4.5 4.5-6.5-6zM5.6 6.1v.1",
  again: "M3 7a4 4 0 0 1 4-4h5M10 1l2.2 2L10 5M13 9a4 4 0 0 1-4 4H4M6 15l-2.2-2L6 11",
  quote: "M3 9.5h3.5v-4H3zM3 9.5c0 2 .8 3 2.5 3.5M9.5 9.5H13v-4H9.5zM9.5 9.5c0 2 .8 3 2.5 3.5",
  add: "M8 3v10M3 8h10",
  memo: "M3 2.5h10v8l-3 3H3zM10 13.5v-3h3M5.5 5.5h5M5.5 8h3",
  evidence: "M8 2.5v11M3 13.5h10M3 4.5h10M3 4.5 1.5 9h3zM13 4.5 11.5 9h3z",
  relation: "M4 12a2 2 0 1 1 0-4 2 2 0 0 1 0 4zM12 8a2 2 0 1 1 0-4 2 2 0 0 1 0 4zM5.8 9.2l4.4-2.3",
  remove: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.7 9h5.6l.7-9M6.8 7v4M9.2 7v4",
  recode: "M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13",
  history: "M8 4.5V8l2.5 1.5M2.8 6A5.5 5.5 0 1 1 2.5 9M2.5 3v3.2h3.2",
  help: "M6 6a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M8 11.6v.1M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12z",
  read: "M8 4C6.5 2.8 4.5 2.8 2.5 3.2v9c2-.4 4-.4 5.5.8 1.5-1.2 3.5-1.2 5.5-.8v-9C11.5 2.8 9.5 2.8 8 4zM8 4v9",
  edit: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7",
  compare: "M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9zM4 6h1.5M10.5 6H12M4 8.5h1.5",
  accept: "M3 8.5 6.5 12 13 4.5",
  reject: "M4 4l8 8M12 4l-8 8",
  change: "M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4",
  search: "M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3 13.5 13.5",
  next: "M8 3v9M4.5 9 8 12.5 11.5 9",
  previous: "M8 13V4M4.5 7 8 3.5 11.5 7",
  person: "M8 8a2.6 2.6 0 1 1 0-5.2A2.6 2.6 0 0 1 8 8zM3 13.5c.5-2.6 2.4-4 5-4s4.5 1.4 5 4",
  pin: "M6 2.5h4M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5",
  widen: "M2.5 3v10M13.5 3v10M5 8h6M9 6l2 2-2 2M7 6 5 8l2 2",
  start_left: "M13 3v10M10 8H2.5M5 5.5 2.5 8 5 10.5",
  start_right: "M3 3v10M6 8h7M10.5 5.5 13 8l-2.5 2.5",
  end_left: "M3 3v10M13 8H6M8.5 5.5 6 8l2.5 2.5",
  end_right: "M13 3v10M3 8h7M7.5 5.5 10 8l-2.5 2.5",
  open: "M6 3.5 10.5 8 6 12.5",
  down: "M3.5 6 8 10.5 12.5 6",
  close: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.5 14 13.5H2zM8 6.5v3.5M8 11.8v.1",
  more: "M3.5 8v.1M8 8v.1M12.5 8v.1",
};

/** Return a drawing by its name; it is hidden from screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const set = { viewBox: "0 0 16 16", width: "16", height: "16", class: "kv-icon", "aria-hidden": "true", focusable: "false" };
  Object.entries(set).forEach(([key, value]) => drawing.setAttribute(key, value));
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", DRAWN[name]);
  drawing.append(line);
  return drawing;
}
