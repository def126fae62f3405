// What every page keeps at every width. Returns sentences; none when all is well. Evaluated by look.py.
({ smallest, gap }) => {
  const problems = [];
  const root = document.documentElement;
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr-only, .skip-link");
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const scroller = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (scrolls(box)) return box;
    return null;
  };
  const name = (element) => {
    const words = (element.innerText || element.value || element.id || "").trim().replace(/\s+/g, " ");
    return `<${element.localName} class="${element.className.baseVal ?? element.className}"> « ${words.slice(0, 40)} »`;
  };

  // Nothing is wider than the window.
  if (root.scrollWidth > root.clientWidth) problems.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);

  // No text is cut: neither by its box, nor by the edge of the window.
  for (const element of document.body.querySelectorAll("*")) {
    if (!isShown(element) || element.closest("svg")) continue;
    const style = getComputedStyle(element);
    const cutsX = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutsY = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if ((cutsX || cutsY) && element.innerText?.trim() && style.display !== "inline") problems.push(`cut: ${name(element)}`);
    // A long e-mail address slides under the cursor, as it does everywhere; a code is read at a glance.
    if (element.matches(".code-input") && element.scrollWidth > element.clientWidth + 1) problems.push(`field too narrow: ${name(element)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || !isShown(element) || element.closest("script, noscript, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const isOutside = box.left < -1 || box.right > root.clientWidth + 1;
    if (box.width && isOutside && !scroller(element)) problems.push(`outside of the window: ${name(element)}`);

    // No word is broken in two, unless it is a very long one or an address.
    for (const token of node.data.matchAll(/\S+/g)) {
      if (token[0].length > 20) continue;
      for (const word of token[0].matchAll(/[\p{L}\p{N}]{2,}/gu)) {
        range.setStart(node, token.index + word.index);
        range.setEnd(node, token.index + word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (lines.size > 1) problems.push(`broken word « ${word[0]} » in ${name(element)}`);
      }
    }
  }

  // What is touched is large enough, and what lies beside it is far enough. Links inside a sentence are text.
  const isTarget = (element) =>
    isShown(element) && !element.matches("[type=hidden]") && (element.localName !== "a" || getComputedStyle(element).display !== "inline");
  const areaOf = (element) => {
    const label = element.matches("[type=checkbox], [type=radio]") && (element.closest("label") ?? element.labels[0]);
    const own = element.getBoundingClientRect();
    if (!label) return own;
    const other = label.getBoundingClientRect();
    return { element: label, left: Math.min(own.left, other.left), right: Math.max(own.right, other.right), top: other.top, bottom: other.bottom };
  };
  const targets = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter(isTarget);
  const areas = targets.map((element) => {
    const { left, right, top, bottom } = areaOf(element);
    return { element, left, right, top, bottom };
  });
  for (const { element, left, right, top, bottom } of areas) {
    const [width, height] = [right - left, bottom - top].map((length) => Math.round(length * 10) / 10);
    if (width < smallest || height < smallest) problems.push(`target of ${width} × ${height}: ${name(element)}`);
  }
  for (const [index, one] of areas.entries()) {
    for (const other of areas.slice(index + 1)) {
      if (one.element.closest(".action-bar") !== other.element.closest(".action-bar")) continue;
      const apart = Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom);
      if (gap && apart < gap - 0.5) problems.push(`${Math.round(apart)} px between ${name(one.element)} and ${name(other.element)}`);
    }
  }

  // One title, and it is seen.
  const titles = [...document.querySelectorAll("h1")].filter(isShown);
  if (titles.length !== 1) problems.push(`${titles.length} h1`);
  return problems;
};
