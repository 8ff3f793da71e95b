// Which faults are armed, and how does a person arm one?

import { element, follow, setText } from "./elements.js";
import { ask } from "./orders.js";

export function showFaults(state) {
  for (const delivered of [true, false]) {
    follow(document.getElementById(delivered ? "faults-delivered" : "faults-not-delivered"),
      state.faults.filter((fault) => fault.delivered === delivered), (fault) => fault.name,
      card, refresh);
  }
  const left = state.faults.reduce((sum, fault) => sum + fault.left, 0);
  const summary = document.getElementById("armed");
  setText(summary, left ? `待機中の障害：${left}回分` : "待機中の障害はありません。配信はそのまま成功します。");
  summary.classList.toggle("on", left > 0);
}

export function prepareDisarming() {
  document.getElementById("disarm").addEventListener("click",
    () => ask("DELETE", "/standin/faults"));
}

function card(fault) {
  const arm = element("button", { type: "button", className: "outline", textContent: fault.title });
  arm.addEventListener("click",
    () => ask("POST", "/standin/faults", { name: fault.name, times: 1 }));
  const sentence = element("p", { id: `about-${fault.name}`, textContent: fault.sentence });
  arm.setAttribute("aria-describedby", sentence.id);
  return element("li", { className: "card fault-card" }, arm, sentence,
    element("p", { className: "turns" }));
}

function refresh(item, fault) {
  setText(item.querySelector(".turns"), fault.left ? `待機中：あと${fault.left}回` : "");
  item.classList.toggle("on", fault.left > 0);
}
