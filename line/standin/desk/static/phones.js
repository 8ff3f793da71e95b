// What do the followers see on their phones?

import { element, follow, say, setText, withLinks } from "./elements.js";

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
  follow(bubbles, rows(state.messages), (row) => row.key, (row) => made(row, state.sender));
  if (bubbles.lastElementChild !== before) chat.scrollTop = chat.scrollHeight;
}

// One row for each day that begins and for each text; the avatar is shown once per message.
function rows(messages) {
  const all = [];
  let day = "";
  for (const message of messages) {
    if (message.day !== day) all.push({ key: `day ${message.day} ${message.id}`, day: message.day });
    day = message.day;
    message.texts.forEach((text, index) => {
      all.push({ key: `${message.id}.${index}`, text, time: message.time, first: index === 0 });
    });
  }
  return all;
}

function made(row, sender) {
  if (row.day) return element("li", { className: "day", textContent: row.day });
  const name = row.first ? [element("span", { className: "sender", textContent: sender })] : [];
  return element("li", { className: row.first ? "row first" : "row" }, ...name,
    element("span", { className: "line" },
      element("span", { className: "bubble" }, ...withLinks(row.text, () => true)),
      element("time", { textContent: row.time })));
}
