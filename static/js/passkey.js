// Passkeys: the browser is asked what the page says, and its answer goes into a hidden field of
// the form. Without scripts, or without passkeys in the browser, nothing of this is shown.
const FAILED = "パスキーを使えませんでした。もう一度押すか、ほかの方法を使ってください。";
const MADE = "パスキーを作りました。続けて、この下で本人確認をしてください。";

function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const known = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));
const asked = (options) => ({ ...options, challenge: toBytes(options.challenge) });

const ceremonies = {
  async get(options) {
    const allowCredentials = known(options.allowCredentials);
    const publicKey = { ...asked(options), allowCredentials };
    return answered(await navigator.credentials.get({ publicKey }), ["authenticatorData", "signature"]);
  },
  async create(options) {
    const excludeCredentials = known(options.excludeCredentials);
    const user = { ...options.user, id: toBytes(options.user.id) };
    const publicKey = { ...asked(options), user, excludeCredentials };
    const made = await navigator.credentials.create({ publicKey });
    const answer = answered(made, ["attestationObject"]);
    answer.response.transports = made.response.getTransports?.() ?? [];
    return answer;
  },
};

function answered({ id, rawId, type, response }, parts) {
  const values = ["clientDataJSON", ...parts].map((part) => [part, toText(response[part])]);
  return { id, rawId: toText(rawId), type, response: Object.fromEntries(values) };
}

function offer(box) {
  const { passkey: kind, options, field, stays } = box.dataset;
  const form = box.closest("form");
  const [button, says, answer] = [box.querySelector("button"), box.querySelector("[role=status]"), form.elements[field]];
  async function ask() {
    button.disabled = true;
    says.textContent = "";
    try {
      answer.value = JSON.stringify(await ceremonies[kind](JSON.parse(options)));
      if (stays === undefined) form.requestSubmit();
      else says.textContent = MADE;
    } catch {
      says.textContent = FAILED;
    }
    button.disabled = false;
  }
  button.addEventListener("click", ask);
  // Who has no authenticator app proves with the passkey whatever button is pressed.
  if (kind === "get" && !form.elements.code) {
    form.addEventListener("submit", (event) => {
      if (answer.value) return;
      event.preventDefault();
      event.stopPropagation();
      ask();
    });
  }
  if (answer.value && stays !== undefined) says.textContent = MADE;
  for (const hidden of [box, box.closest("[data-passkey-only]")]) hidden?.removeAttribute("hidden");
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(offer);
