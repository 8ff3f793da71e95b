// What do the followers see on their phones?

import { element, follow, say, setText } from "./elements.js";

let newest = null;

export function showPhones(state) {
  setText(document.getElementById("friends"), state.friends.toLocaleString("ja-JP"));
  follow(document.getElementById("phone-list"), state.followers, (person) => person.name,
    (person) => phone(person, state.sender),
    (item, person) => fill(item, person, state));
  const last = state.messages.at(-1)?.id ?? 0;
  if (newest !== null && last > newest) say("新しいメッセージが届きました。");
  newest = last;
}

function phone(person, sender) {
  return element("li", { className: "phone-item" },
    element("h3", { className: "owner" }, `${person.name}さん`,
      element("span", { className: "about", textContent: `${person.place}・${person.about}` })),
    element("div", { className: "phone" },
      element("p", { className: "chat-title", textContent: sender }),
      element("div", {
        className: "chat", tabIndex: 0, role: "group",
        "aria-label": `${person.name}さんの画面に届いたメッセージ`,
      },
      element("p", { className: "nothing-yet", textContent: "まだメッセージは届いていません。配信すると、ここに表示されます。" }),
      element("ol", { className: "bubbles" }))));
}

function fill(item, person, state) {
  const chat = item.querySelector(".chat");
  const bubbles = chat.querySelector(".bubbles");
  const before = bubbles.lastElementChild;
  chat.querySelector(".nothing-yet").hidden = state.messages.length > 0;
  follow(bubbles, rows(state.messages), (row) => row.key, made);
  // After the layout of this frame: before it, the bubbles of the other phones have no height yet.
  if (bubbles.lastElementChild !== before) {
    requestAnimationFrame(() => { chat.scrollTop = chat.scrollHeight; });
  }
}

// One row for each day that begins and one for each delivery.
function rows(messages) {
  const all = [];
  let day = "";
  for (const message of messages) {
    if (message.day !== day) all.push({ key: `day ${message.day} ${message.id}`, day: message.day });
    day = message.day;
    all.push({ key: String(message.id), html: message.html });
  }
  return all;
}

// The bubbles come as the product renders them, every word escaped (line/preview/).
function made(row) {
  if (row.day) return element("li", { className: "day", textContent: row.day });
  const item = element("li", { className: "delivery" });
  item.innerHTML = row.html;
  return item;
}
