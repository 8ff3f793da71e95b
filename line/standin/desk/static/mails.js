// Which mails has the web application sent?

import { element, follow, withLinks } from "./elements.js";

export function showMails(state) {
  document.getElementById("no-mails").hidden = state.mails.length > 0;
  follow(document.getElementById("mail-list"), state.mails, (mail) => mail.id, card);
}

function card(mail) {
  return element("li", { className: "card mail-card" },
    element("details", {},
      element("summary", {},
        element("b", { textContent: mail.subject }),
        element("span", { className: "mail-head", textContent: `宛先：${mail.to}` }),
        element("span", { className: "mail-head", textContent: written(mail.at) })),
      element("p", { className: "mail-body" }, ...withLinks(mail.body.trim(), isOurs))));
}

// Only links back to this machine: a mail of a demonstration leads nowhere else.
function isOurs(address) {
  return URL.canParse(address) && ["localhost", "127.0.0.1"].includes(new URL(address).hostname);
}

function written(moment) {
  const found = /^\d+-(\d+)-(\d+)T(\d+:\d+)/.exec(moment);
  return found ? `${Number(found[1])}月${Number(found[2])}日 ${found[3]}` : "";
}
