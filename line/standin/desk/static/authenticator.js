// Which codes does the authenticator show?

import { element, follow, say, setText } from "./elements.js";
import { ask } from "./orders.js";

export function showCodes(state) {
  document.getElementById("no-codes").hidden = state.codes.length > 0;
  follow(document.getElementById("code-list"), state.codes,
    (account) => `${account.id ?? "file"} ${account.staff_number} ${account.name}`, card,
    (item, account) => refresh(item, account, state.seconds_left));
}

export function prepareKeyForm() {
  const form = document.getElementById("key-form");
  const error = document.getElementById("key-error");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const secret = form.elements.secret;
    try {
      await ask("POST", "/standin/keys", {
        name: form.elements.name.value, secret_base32: secret.value,
      });
      form.reset();
      setError(secret, error, "");
      say("鍵を追加しました。");
    } catch (problem) {
      setError(secret, error, `＊${problem.message}`);
      secret.focus();
    }
  });
}

function setError(input, error, words) {
  input.setAttribute("aria-invalid", String(words !== ""));
  error.textContent = words;
}

function card(account) {
  const copy = element("button", {
    type: "button", className: "outline copy", textContent: "コピー",
    "aria-label": `${account.name}さんの番号をコピー`,
  });
  copy.addEventListener("click", () => copyCode(copy));
  const item = element("li", { className: "card code-card" },
    element("p", { className: "who" },
      element("b", { textContent: account.name }),
      element("span", { className: "role", textContent: [account.role, account.staff_number && `職員番号 ${account.staff_number}`].filter(Boolean).join("・") })),
    element("p", { className: "code" }),
    element("p", { className: "left" },
      element("span", { className: "seconds" }),
      element("progress", { max: 30, "aria-hidden": "true" })),
    element("p", { className: "acts" }, copy));
  if (account.id !== null) item.querySelector(".acts").append(removal(account));
  return item;
}

function removal(account) {
  const button = element("button", {
    type: "button", className: "text", textContent: "削除",
    "aria-label": `${account.name}の鍵を削除`,
  });
  button.addEventListener("click", () => ask("DELETE", "/standin/keys", { id: account.id }));
  return button;
}

function refresh(item, account, secondsLeft) {
  const shown = item.querySelector(".code");
  setText(shown, `${account.code.slice(0, 3)} ${account.code.slice(3)}`);
  item.dataset.code = account.code;
  setText(item.querySelector(".seconds"), `あと${secondsLeft}秒`);
  item.querySelector("progress").value = secondsLeft;
  item.classList.toggle("ending", secondsLeft <= 5);
}

async function copyCode(button) {
  try {
    await navigator.clipboard.writeText(button.closest("li").dataset.code);
    button.textContent = "コピーしました";
    say("番号をコピーしました。");
  } catch {
    button.textContent = "コピーできません";
    say("コピーできません。番号を入力してください。");
  }
  setTimeout(() => { button.textContent = "コピー"; }, 2000);
}
