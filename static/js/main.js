// What every page does once scripts run; without them all of it still works as plain pages.

// One press, one act: a second press of the same form is swallowed while the first is on its way,
// but not for ever: a server that does not answer must not leave a button that does nothing.
const SWALLOW_FOR = 5000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, SWALLOW_FOR, form);
});

function release(form) {
  delete form.dataset.sending;
  for (const button of form.elements) button.removeAttribute("aria-busy");
}

function releaseAll() {
  document.querySelectorAll("form[data-sending]").forEach(release);
}

// Back in the page by the browser's "back", or the sending was broken off: send again.
window.addEventListener("pageshow", releaseAll);
window.navigation?.addEventListener("navigateerror", releaseAll);

// The line is down: say so, and that nothing typed is lost.
const offline = document.getElementById("offline");
function showOffline(isOffline) {
  offline.hidden = !isOffline;
}
if (offline) {
  window.addEventListener("offline", () => showOffline(true));
  window.addEventListener("online", () => showOffline(false));
  document.addEventListener("htmx:sendError", () => showOffline(true));
  document.addEventListener("htmx:afterOnLoad", () => showOffline(!navigator.onLine));
  showOffline(!navigator.onLine);
}

// The session has ended while the page was open: say so before anything more is typed.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) document.getElementById("session-over").hidden = false;
});

// The boxes for answers stand beside the form that they belong to.
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form && !form.contains(target)) form.dispatchEvent(new Event("typedbeside"));
});

// Leaving a form with unsaved words asks first. The mark is on the form: session.js saves, too.
for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  for (const kind of ["input", "typedbeside"]) {
    form.addEventListener(kind, () => { form.dataset.warnUnsaved = "dirty"; });
  }
  form.addEventListener("submit", () => { form.dataset.warnUnsaved = ""; });
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.warnUnsaved) event.preventDefault();
  });
}

// A fault in the form: go to the list of what to mend, unless the address names one place of it.
const meant = location.hash && document.getElementById(location.hash.slice(1));
(meant || document.getElementById("errors"))?.focus();

// The bubbles of a post: one text by itself needs no script, and its page stays light.
const boxes = document.getElementById("bubbles");
const drive = () => import(boxes.dataset.script);
if (boxes?.querySelector(":scope > :not(.bubble-box--text:only-child)")) drive();
else boxes?.addEventListener("htmx:afterSwap", drive, { once: true });

// A comment on words that are selected in the preview: the script comes with the first selection.
const remark = document.getElementById("remark-bar");
if (remark) {
  document.getElementById("remark-hint").hidden = false;
  document.addEventListener("selectionchange", () => import(remark.dataset.script), { once: true });
}

// Dialogs: opened by a button that names them, closed by theirs.
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
for (const closer of document.querySelectorAll("[data-closes-dialog]")) {
  closer.addEventListener("click", () => closer.closest("dialog").close());
}

// 予定表: drafts can be dragged to another day.
const board = document.getElementById("calendar");
if (board) import(board.dataset.script);
