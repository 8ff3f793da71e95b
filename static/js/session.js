// Before a session ends: say so in time, save what was typed, and lead back here afterwards.
// The limits themselves are the server's; without this script they hold all the same.

const ALONE = { "X-Unattended": "1" }; // asked or saved by the script: not a sign of life
const ASK_AGAIN_MS = 30_000;
const ASK_AT_THE_END_MS = 2_000;
const LAST_CALL_MS = 10_000;
const SAVED = "入力した内容は下書きに保存しました。";

const dialog = document.getElementById("session-warning");
const form = document.querySelector("form[data-warn-unsaved]");
const extend = dialog.querySelector("[data-extend]");
const saving = dialog.querySelector("[data-saving]");
const warnAt = Number(dialog.dataset.warnAt) * 1000;

let endsAt = Date.now() + Number(dialog.dataset.secondsLeft) * 1000;
let isWarned = false;
let isBusy = false;
let askedAt = 0;
let isLastCallDone = false;
let savedAsItIs = true; // nothing typed since the page came, or since the last save

if (form) {
  savedAsItIs = form.dataset.warnUnsaved !== "dirty";
  for (const kind of ["input", "typedbeside"]) { // the latter by main.js
    form.addEventListener(kind, () => {
      savedAsItIs = false;
      saving.textContent = "";
    });
  }
  form.addEventListener("submit", () => { savedAsItIs = true; });
  form.addEventListener("saved", () => { // by autosave.js
    savedAsItIs = true;
    saving.textContent = SAVED;
  });
}

extend.addEventListener("click", async () => {
  const body = new FormData(extend.form);
  const state = await ask(dialog.dataset.extension, { method: "POST", body });
  if (state) calm();
  else if (state === null) saving.textContent = "延長できませんでした。通信を確かめて、もう一度押してください。";
});

const clock = setInterval(() => { if (!isBusy) tick(); }, 500);

// What is done in another tab counts too, so the server is asked before anything is said or done.
async function tick() {
  const left = endsAt - Date.now();
  if (isWarned) showTimeLeft(left);
  const isTimeToAsk = Date.now() - askedAt > (left > 0 ? ASK_AGAIN_MS : ASK_AT_THE_END_MS);
  if (left > warnAt || !isTimeToAsk) {
    if (isWarned && left <= LAST_CALL_MS && !savedAsItIs && !isLastCallDone) {
      isLastCallDone = true;
      await busy(save);
    }
    return;
  }
  await busy(async () => {
    const state = await ask(dialog.dataset.state, { headers: ALONE });
    if (state === null) return; // the line is down: asked again soon
    if (!state) return end();
    if (endsAt - Date.now() > warnAt) return calm();
    if (!isWarned) await warn(state);
  });
}

async function busy(act) {
  isBusy = true;
  try { await act(); } finally { isBusy = false; }
}

// The state of the session; false when it has ended, null when nobody answers.
async function ask(address, options) {
  askedAt = Date.now();
  try {
    const answer = await fetch(address, { redirect: "manual", ...options });
    if (!answer.ok) return answer.type === "opaqueredirect" ? false : null;
    const state = await answer.json();
    endsAt = Date.now() + state.seconds_left * 1000;
    return state;
  } catch {
    return null;
  }
}

async function warn(state) {
  isWarned = true;
  show(state.extendable ? "idle" : "absolute");
  extend.hidden = !state.extendable;
  showTimeLeft(endsAt - Date.now());
  if (!dialog.open) dialog.showModal();
  if (!savedAsItIs) await save();
}

function calm() {
  isWarned = isLastCallDone = false;
  askedAt = 0;
  dialog.close();
}

function show(when) {
  for (const words of dialog.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== when;
}

function showTimeLeft(left) {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const words = seconds > 60 ? `${Math.ceil(seconds / 60)}分` : `${seconds}秒`;
  for (const place of dialog.querySelectorAll("[data-time-left]")) place.textContent = words;
}

// Presses 「下書きを保存する」 without leaving the page, and goes on editing what was saved.
async function save() {
  const button = form?.querySelector('button[name="save"]');
  if (!button || form.dataset.saving) return; // or autosave.js is at it
  form.dataset.saving = "yes";
  saving.textContent = "入力した内容を保存しています。";
  const typed = new FormData(form, button);
  savedAsItIs = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed, headers: ALONE });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const saved = page.querySelector("form[data-warn-unsaved]");
    if (!answer.ok || !answer.redirected || !saved) throw new Error("not saved");
    goOnEditing(saved, answer.url);
    saving.textContent = SAVED;
  } catch {
    savedAsItIs = false;
    saving.textContent = "入力した内容を保存できませんでした。誤りがあれば直し、「下書きを保存する」を押してください。";
  } finally {
    delete form.dataset.saving;
  }
}

function goOnEditing(saved, address) {
  form.action = saved.action;
  for (const name of ["version", "base", "origin"]) {
    const [here, there] = [form.elements[name], saved.elements[name]];
    if (here && there) here.value = there.value;
  }
  if (savedAsItIs) form.dataset.warnUnsaved = "";
  history.replaceState(history.state, "", address);
}

function end() {
  clearInterval(clock);
  if (!savedAsItIs) {
    show("ended");
    extend.hidden = true;
    if (!dialog.open) dialog.showModal();
    return;
  }
  if (form) form.dataset.warnUnsaved = "";
  const here = location.pathname + location.search;
  location.assign(`${dialog.dataset.login}?next=${encodeURIComponent(here)}`);
}
