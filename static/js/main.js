// What every page does once scripts run; without them all of it still works as plain pages.

// One press, one act: a second press of the same form is swallowed while the first is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Back in the page by the browser's "back": its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

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

// Leaving a form with unsaved words asks first. The mark is on the form: session.js saves, too.
for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  form.addEventListener("input", () => { form.dataset.warnUnsaved = "dirty"; });
  form.addEventListener("submit", () => { form.dataset.warnUnsaved = ""; });
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.warnUnsaved) event.preventDefault();
  });
}

// A fault in the form: go to the list of what to mend.
document.getElementById("errors")?.focus();

// Dialogs: opened by a button that names them, closed by theirs.
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
for (const closer of document.querySelectorAll("[data-closes-dialog]")) {
  closer.addEventListener("click", () => closer.closest("dialog").close());
}
