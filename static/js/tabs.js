// The tabs of a list keep its filters: they follow what htmx makes of the address. Without it the page does.
function follow() {
  const query = new URLSearchParams(location.search);
  query.delete("page");
  document.querySelectorAll("[data-keeps-filters] a").forEach((tab) => (tab.search = query));
}

document.addEventListener("htmx:pushedIntoHistory", follow);
