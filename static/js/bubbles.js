// The bubbles of a post: moved, taken out and brought back without a new page.
// Without this script the same buttons send the form, and the server does the same.

const list = document.getElementById("bubbles");
const ACTS = { up, down, remove: (box) => take(box, true), restore: (box) => take(box, false) };

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  const act = ACTS[button?.name];
  if (!act) return;
  event.preventDefault();
  act(button.closest("[data-bubble]"), button);
  changed();
});

function up(box, button) {
  box.previousElementSibling?.before(box);
  goTo(box, button);
}

function down(box, button) {
  box.nextElementSibling?.after(box);
  goTo(box, button);
}

// The button itself, unless the box has come to an end of the list, where it is not shown.
function goTo(box, button) {
  const target = button.checkVisibility() ? button : box.querySelector("[id^=name-]");
  if (target !== button) target.tabIndex = -1;
  target.focus();
}

function take(box, isRemoved) {
  box.querySelector("[name=removed]").disabled = !isRemoved;
  box.querySelector(".bubble-box__filled").hidden = isRemoved;
  box.querySelector(".bubble-box__removed").hidden = !isRemoved;
  box.querySelector(isRemoved ? "[name=restore]" : "[name=remove]").focus();
}

// Words to search for a picture with are no part of the post: nothing is saved or drawn for them.
list.addEventListener("input", (event) => {
  if (event.target.matches("[data-search]")) event.stopPropagation();
});
// The Enter key searches, instead of saving the post.
list.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-search]")) return;
  event.preventDefault();
  event.target.parentElement.querySelector("button").click();
});

// A sixth one would be filled in for nothing.
const full = document.querySelector("#bubbles-full > strong");
function count() {
  const isFull = list.querySelectorAll("[name=removed]:disabled").length >= list.dataset.most;
  full.hidden = !isFull;
  for (const button of document.querySelectorAll("[name=add]")) button.disabled = isFull;
}
count();

// For the preview, and so that leaving asks first.
function changed() {
  count();
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function arrived() {
  const added = list.querySelector("[data-arrived]");
  if (!added) return;
  added.focus();
  added.removeAttribute("data-arrived");
  changed();
}
arrived(); // the one that this script was loaded for
list.addEventListener("htmx:afterSwap", arrived);

// A whole page has autofocus for this; in a part of one, the browser and htmx would both act on it.
list.addEventListener("htmx:afterSwap", () => {
  const place = list.querySelector("[data-goto]");
  place?.focus();
  place?.removeAttribute("data-goto");
});

// By mouse a box is carried at its head, so that its words can still be marked.
list.addEventListener("pointerdown", (event) => {
  const box = event.target.closest("[data-bubble]");
  const isHandle = event.target.closest(".bubble-box__head") && !event.target.closest("button");
  if (box) box.draggable = Boolean(isHandle);
});

let carried = null;
list.addEventListener("dragstart", (event) => {
  carried = event.target.closest("[data-bubble]");
  carried?.classList.add("bubble-box--carried");
});
list.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-bubble]");
  if (!carried || !over) return;
  event.preventDefault();
  if (over === carried) return;
  const box = over.getBoundingClientRect();
  if (event.clientY > box.top + box.height / 2) over.after(carried);
  else over.before(carried);
});
list.addEventListener("dragend", () => {
  carried?.classList.remove("bubble-box--carried");
  if (carried) changed();
  carried = null;
});
