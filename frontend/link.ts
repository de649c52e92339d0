/**
 * <ew-link>: says that this browser has lost the console, in place of the live pill, which would otherwise go on saying Live.
 * Shown after ten seconds of loss and not before. The root element carries data-link: up or lost.
 */
const PATIENCE = 10_000;
const STATES_OF_LOSS = ['reconnecting', 'connection-lost'];

let lostSince = 0;

class Link extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'status');
    links.add(this);
  }

  disconnectedCallback() {
    links.delete(this);
  }
}

const links = new Set<Link>();

function words(): string {
  return `Reconnecting, ${Math.round((Date.now() - lostSince) / 1000)} s`;
}

function draw() {
  const lost = lostSince > 0 && Date.now() - lostSince >= PATIENCE;
  document.documentElement.dataset.link = lost ? 'lost' : 'up';
  links.forEach((link) => {
    const text = lost ? words() : '';
    if (link.textContent !== text) link.textContent = text;
  });
}

function hear(state: string) {
  if (!STATES_OF_LOSS.includes(state)) lostSince = 0;
  else if (lostSince === 0) lostSince = Date.now();
  draw();
}

const connection = (window as any).Vaadin?.connectionState;
connection?.addStateChangeListener((_before: string, now: string) => hear(now));
window.addEventListener('offline', () => hear('connection-lost'));
window.addEventListener('online', () => hear(connection?.state ?? 'connected'));
setInterval(draw, 1000);
customElements.define('ew-link', Link);
draw();
