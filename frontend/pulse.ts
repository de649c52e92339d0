/**
 * <ew-pulse>: messages of the last seven seconds as seven bars. The server sends the counts and when they were counted;
 * while it sends nothing more the bars move on by themselves, so a silent region does not look busy.
 */
const BARS = 7;

class Pulse extends HTMLElement {
  static observedAttributes = ['data-counts', 'data-at'];

  connectedCallback() {
    this.classList.add('ew-pulse');
    this.setAttribute('aria-hidden', 'true');
    pulses.add(this);
    this.draw();
  }

  disconnectedCallback() {
    pulses.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  draw() {
    const counted = (this.dataset.counts ?? '').split(',').map(Number);
    const passed = Math.max(0, Math.floor((Date.now() - Number(this.dataset.at)) / 1000));
    const bars = [...counted, ...new Array(Math.min(passed, BARS)).fill(0)].slice(-BARS);
    while (this.children.length < BARS) this.append(document.createElement('i'));
    bars.forEach((count, bar) => {
      const height = count > 0 ? Math.min(12, 4 + 2.6 * Math.log2(count + 1)) : 2;
      (this.children[bar] as HTMLElement).style.height = `${height.toFixed(1)}px`;
    });
  }
}

const pulses = new Set<Pulse>();
setInterval(() => pulses.forEach((pulse) => pulse.draw()), 1000);
customElements.define('ew-pulse', Pulse);
