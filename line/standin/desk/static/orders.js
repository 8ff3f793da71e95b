// How does the page ask the stand-in for something?

export async function ask(method, path, order) {
  const response = await fetch(path, {
    method,
    cache: "no-store",
    headers: order === undefined ? {} : { "Content-Type": "application/json" },
    body: order === undefined ? undefined : JSON.stringify(order),
  });
  const told = await response.json();
  if (!response.ok) throw new Error(told.message);
  return told;
}
