// Saves a draft a few seconds after the last key, and says so. Without it there is the button.
// The server checks the version: what a colleague has saved meanwhile is never overwritten.

const QUIET_MS = 3_000;
const RETRY_MS = 15_000;
const PATIENCE_MS = 10_000;
const ALONE = { "X-Unattended": "1" }; // not a sign of life for the session

const form = document.querySelector("form[data-autosave]");
const place = document.getElementById("autosave");
const said = place.querySelector("[data-said]");
const heard = place.querySelector("[data-heard]"); // failures only: who types is not interrupted

let timer = 0;
let saved = fingerprint(); // what the server has
let over = ""; // somebody else has saved, or the post has left the desk: people choose
let underWay = null;

if (form.dataset.warnUnsaved === "dirty") {
  saved = "";
  wait(QUIET_MS);
}
form.addEventListener("input", typing);
form.addEventListener("typedbeside", typing); // by main.js
function typing() {
  if (over) say(over); // and what is typed goes on being kept, in the history
  else if (form.elements.title?.value.trim() === "") say("件名を入力すると、自動で保存します。");
  else say("まだ保存していません。");
  wait(QUIET_MS);
}
// Bubbles and times that were swapped in count as typed.
form.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.closest("[data-swapped-counts]")) form.dispatchEvent(new Event("input"));
});
// A press waits for the save that is on its way, or it would find its own version taken.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!underWay) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  underWay.finally(() => form.requestSubmit(submitter));
}, { capture: true });

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function save() {
  const typed = fingerprint();
  if (underWay || form.dataset.saving) return wait(QUIET_MS);
  if (typed === saved || form.elements.title?.value.trim() === "") return;
  underWay = send(typed).finally(() => {
    underWay = null;
    delete form.dataset.saving;
  });
}

async function send(typed) {
  form.dataset.saving = "yes"; // session.js saves, too
  if (!over) say("保存しています。");
  let answer, told;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: ALONE,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    told = await answer.json();
  } catch {
    fail(answer?.status === 401 || answer?.type === "opaqueredirect"
      ? "ログインの時間が切れたため、保存できません。"
      : "保存できません。通信を確かめてください。入力した内容は、この画面に残っています。");
    return wait(RETRY_MS);
  }
  if (!answer.ok) {
    if (!told.is_over) return fail(told.words);
    saved = typed;
    if (over !== told.words) fail(told.words);
    over = told.words;
    if (fingerprint() !== typed) wait(QUIET_MS);
    return;
  }
  say(told.words);
  goOn(told, typed);
}

function goOn(told, typed) {
  saved = typed;
  form.dataset.autosave = told.autosave;
  form.elements.version.value = told.version;
  form.elements.base.value = told.base;
  if (new URL(form.action).pathname !== told.action) {
    form.action = told.action;
    history.replaceState(history.state, "", told.action);
  }
  if (fingerprint() !== typed) return wait(QUIET_MS); // more was typed meanwhile
  form.dataset.warnUnsaved = "";
  form.dispatchEvent(new Event("saved"));
}

function say(words) {
  place.hidden = false;
  said.textContent = words;
  heard.textContent = "";
}

function fail(words) {
  say(words);
  heard.textContent = words;
}

// What the form holds, but for what a save itself changes.
function fingerprint() {
  const fields = new FormData(form);
  for (const name of ["version", "base", "csrfmiddlewaretoken"]) fields.delete(name);
  return new URLSearchParams(fields).toString();
}
