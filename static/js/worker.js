// While the network is away, a page of ours says so, and comes back by itself, where the browser would show an error.
// Only this page is stored, with its styles and drawings: it is the same for everybody. No page of a pupil ever is.
// A mark of them, which the server writes at the end, makes another release store them anew.

const STORE = "junior-no-network";
const PAGE = "/junior/hors-ligne/";
const FILES = /(?:href|src)="([^"#?]+\.(?:css|js|svg|ico))/g;

async function store() {
  const page = await fetch(PAGE, { credentials: "omit" });
  if (!page.ok) throw new Error(page.status);
  const files = [...(await page.clone().text()).matchAll(FILES)].map(([, file]) => file);
  const cache = await caches.open(STORE);
  await cache.addAll([...new Set(files)]);
  await cache.put(PAGE, page);
  for (const old of await cache.keys()) {
    if (![PAGE, ...files].includes(new URL(old.url).pathname)) await cache.delete(old);
  }
}

async function answer(request, stored) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(stored, { cacheName: STORE, ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

addEventListener("install", (event) => event.waitUntil(store().then(() => skipWaiting())));

// What a pupil sends is never touched, nor sent twice: a form without network leads back to its page, as far as that comes.
async function send(request) {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.referrer) return Response.redirect(request.referrer, 303);
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(send(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(answer(request, PAGE));
  else if (/style|script|image/.test(request.destination)) event.respondWith(answer(request, request));
});
