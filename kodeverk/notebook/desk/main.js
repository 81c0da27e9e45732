// The module the notebook loads: it shows a desk in an element, and clears up after it.

import { Desk } from "./desk.js";
import { sourcesPart } from "./parts/sources.js";
import { statusPart } from "./parts/status.js";
import { toolbarPart } from "./parts/toolbar.js";
import { transcriptPart } from "./parts/transcript.js";
import { marksPart } from "./parts/marks.js";
import { overlayPart } from "./parts/overlay.js";
import { selectionPart } from "./parts/selection.js";
import { caretPart } from "./parts/caret.js";
import { cardPart } from "./parts/card.js";
import { movingPart } from "./parts/moving.js";
import { codebookPart } from "./parts/codebook.js";
import { palettePart } from "./parts/palette.js";
import { codingMenuPart } from "./parts/coding_menu.js";
import { dialogsPart } from "./parts/dialogs.js";
import { suggestionsPart } from "./parts/suggestions.js";
import { casePart } from "./parts/case.js";
import { readingPart } from "./parts/reading.js";
import { correctingPart } from "./parts/correcting.js";
import { correctedPart } from "./parts/corrected.js";
import { adjudicatingPart } from "./parts/adjudicating.js";
import { helpPart } from "./parts/help.js";
import { focusPart } from "./parts/focus.js";
import { keysPart } from "./parts/keys.js";

// In the order they are built, which is the order in which a keyboard and a screen reader meet them.
const PARTS = [
  sourcesPart, statusPart, toolbarPart,
  transcriptPart, marksPart, overlayPart, selectionPart, caretPart, cardPart, movingPart,
  codebookPart, palettePart, codingMenuPart, dialogsPart,
  suggestionsPart, casePart, readingPart, correctingPart, correctedPart, adjudicatingPart,
  helpPart, focusPart, keysPart,
];

async function render({ model, el }) {
  const desk = new Desk(model, el);
  try {
    const first = await desk.hello();
    for (const part of PARTS) part(desk);
    if (first) await desk.open(first);
  } catch (error) {
    desk.places.banner.textContent = error.message || model.get("unanswered");
  }
  return () => desk.close();
}

export default { render };
