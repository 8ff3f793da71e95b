// 予定表: a draft is dragged to another day, where it keeps its time of day.
// Without this script, and by keys, the link 移す beside each draft does the same.

const board = document.getElementById("calendar");
const form = document.getElementById("move");
let dragged = null;

for (const post of board.querySelectorAll("[data-move]")) {
  post.draggable = true;
  // Or the browser would drag the address instead of the post.
  for (const link of post.querySelectorAll("a")) link.draggable = false;
}

board.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

board.addEventListener("dragover", (event) => {
  const day = dayUnder(event);
  aim(day);
  if (day) event.preventDefault();
});

board.addEventListener("dragend", () => {
  aim(null);
  dragged = null;
});

board.addEventListener("drop", (event) => {
  const day = dayUnder(event);
  if (!day) return;
  event.preventDefault();
  form.action = dragged.dataset.move;
  form.elements.version.value = dragged.dataset.version;
  form.elements.send_on.value = day.dataset.day;
  form.requestSubmit();
});

// Its own day is no place to drop it.
function dayUnder(event) {
  const day = dragged ? event.target.closest("[data-day]") : null;
  return day?.contains(dragged) ? null : day;
}

function aim(day) {
  for (const one of board.querySelectorAll(".calendar__day--aimed")) {
    one.classList.remove("calendar__day--aimed");
  }
  day?.classList.add("calendar__day--aimed");
}
