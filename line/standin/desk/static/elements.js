// How are elements made and kept in step with a list?

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && name !== "role") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Makes the children of `parent` follow `items`. Elements of known items stay in place, so that
// focus, open details and scroll positions survive.
export function follow(parent, items, keyOf, make, update = () => {}) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = String(keyOf(item));
    let child = known.get(key);
    known.delete(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
    update(child, item);
  });
  for (const gone of known.values()) gone.remove();
}

// Splits `text` into strings and links to those addresses that `mayLink` accepts.
export function withLinks(text, mayLink) {
  return text.split(/(https?:\/\/[\w\-.~:/?#@!$&'*+,;=%]+)/).map((part, index) =>
    index % 2 === 1 && mayLink(part)
      ? element("a", { href: part, textContent: part, rel: "noreferrer", target: "_blank" })
      : part);
}

export function say(words) {
  document.getElementById("news").textContent = words;
}

export function setText(target, words) {
  if (target.textContent !== words) target.textContent = words;
}
