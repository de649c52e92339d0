/**
 * Keeps documentElement.dataset.settled: true when every live part of the page says so, false while there is none yet. The
 * contract with robots.
 */
function summarize() {
  const parts = [...document.querySelectorAll<HTMLElement>('body [data-settled]')];
  const settled = parts.length > 0 && parts.every((part) => part.dataset.settled === 'true');
  document.documentElement.dataset.settled = String(settled);
}

new MutationObserver(summarize).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-settled'] });
summarize();
