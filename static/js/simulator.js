// The question’s side of a simulator: its world goes in, what is reached there comes out (docs/simulateurs.md).

const TALLEST = 4000; // px
const page = document.documentElement; // bears the classes of « Aa »

function setUp(box) {
  const frame = box.querySelector("iframe");
  const field = box.querySelector("input");
  const again = box.querySelector("[data-reset]");
  const { world, report } = box.dataset;
  let tallest = 0;
  let wide = 0;
  let isReady = false;
  const isLocked = box.hasAttribute("data-locked");

  // Its page has an origin of its own, which has no name: what it is told is no secret.
  const tell = (message) => frame.contentWindow.postMessage({ from: "pixorga", ...message }, "*");

  // Asked for again where the network did not bring it.
  function load() {
    if (!isReady) frame.src = frame.dataset.src;
  }

  function begin() {
    isReady = true;
    tell({ type: "init", world: JSON.parse(world), locked: isLocked, report: field?.value ?? report, comfort: page.className });
    new MutationObserver(() => tell({ type: "comfort", comfort: page.className })).observe(page, { attributeFilter: ["class"] });
  }

  // It never shrinks: what stands below does not move under the finger, which would touch something else. Turned, or
  // zoomed, it begins anew; no « resize » is listened to, since what was told of the former width may come after it.
  function grow(height, width) {
    if (width !== wide) [wide, tallest] = [width, 0];
    tallest = Math.min(Math.max(tallest, Math.ceil(height)), TALLEST);
    frame.height = tallest;
  }

  function write(answer) {
    if (!field || typeof answer !== "string") return;
    field.value = answer;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.from !== "pixorga") return;
    if (data.type === "ready") begin();
    if (data.type === "height" && data.height > 0) grow(data.height, data.width);
    if (data.type === "answer") write(data.answer);
  });

  addEventListener("online", load);

  again?.addEventListener("click", () => {
    write("");
    if (isReady) tell({ type: "reset" });
    load();
  });

  // Only now is there somebody to hear that it is ready.
  load();
  frame.hidden = false;
  box.querySelector("[data-note]").hidden = true;
  if (again) again.hidden = false;
}

document.querySelectorAll("[data-simulator]").forEach(setUp);
