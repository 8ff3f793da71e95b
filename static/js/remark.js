// Words that are selected in the preview become what a comment is about. Whatever selects them:
// mouse, finger, or keys. Without this script the words are copied into the form by hand.

const LONGEST = 200;
const BEFORE = 20;

const bar = document.getElementById("remark-bar");
const form = document.getElementById("remark-form");
const talk = bar.parentElement.querySelector(".phone__talk");
const places = bar.dataset.places.split(" ");
let chosen = null;

document.addEventListener("selectionchange", look);
bar.querySelector("button").addEventListener("click", fill);
look();

// What was chosen stays so until other words are: on a phone the press itself ends the selection.
function look() {
  const found = selectedWords();
  if (!found) return;
  chosen = found;
  bar.hidden = false;
  bar.querySelector("[role=status]").textContent = `選んだ言葉：「${chosen.quote}」`;
}

function selectedWords() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!talk.contains(range.startContainer)) return null;
  const start = range.startContainer;
  const element = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
  const block = element.closest(".bubble p, .bubble strong, .bubble > span, .bubble");
  if (!block) return null;
  // Several bubbles at once are no part: the words of the first one count.
  if (!block.contains(range.endContainer)) range.setEnd(block, block.childNodes.length);
  const quote = range.toString().trim().slice(0, LONGEST);
  if (!quote) return null;
  const lead = document.createRange();
  lead.setStart(block.closest(".bubble"), 0);
  lead.setEnd(range.startContainer, range.startOffset);
  const row = [...talk.querySelectorAll(".bubble-row")].indexOf(block.closest(".bubble-row"));
  return { place: places[row] ?? "", quote, before: lead.toString().slice(-BEFORE) };
}

function fill() {
  for (const [name, words] of Object.entries(chosen)) form.elements[name].value = words;
  const quoted = form.querySelector("[data-quoted]");
  if (quoted) quoted.textContent = chosen.quote;
  form.elements.words.focus();
}
