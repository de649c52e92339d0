/**
 * <ew-age>: how long ago or how long until. The server sends the instant once, in epoch milliseconds; all elements of the
 * page are rewritten by one timer. Attributes: data-since or data-until, data-form (age, ago, time, as-of), data-fresh on
 * elements that also set --fresh of their nearest .seg, from 100 % now to 0 at a minute.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

export function span(milliseconds: number): string {
  if (milliseconds < SECOND) return 'now';
  if (milliseconds < MINUTE) return `${Math.floor(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  return `${Math.floor(milliseconds / DAY)} d`;
}

function timeOf(instant: number): string {
  return Date.now() - instant < DAY ? clock.format(instant) : date.format(instant);
}

class Age extends HTMLElement {
  static observedAttributes = ['data-since', 'data-until', 'data-form'];

  connectedCallback() {
    ticking.add(this);
    this.tick();
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  attributeChangedCallback() {
    this.tick();
  }

  tick() {
    const text = this.words();
    if (this.textContent !== text) this.textContent = text;
    const instant = Number(this.dataset.since ?? this.dataset.until);
    if (instant) this.title = new Date(instant).toISOString();
    if ('fresh' in this.dataset) {
      const age = Date.now() - Number(this.dataset.since);
      const left = Math.max(0, Math.min(1, 1 - age / MINUTE));
      (this.closest('.seg') as HTMLElement | null)?.style.setProperty('--fresh', `${Math.round(left * 100)}%`);
    }
  }

  private words(): string {
    if (this.dataset.until) {
      const left = Number(this.dataset.until) - Date.now();
      return left <= SECOND ? 'now' : `in ${span(left)}`;
    }
    if (!this.dataset.since) return '';
    const since = Number(this.dataset.since);
    const age = Math.max(0, Date.now() - since);
    switch (this.dataset.form) {
      case 'time':
        return timeOf(since);
      case 'as-of':
        return `as of ${timeOf(since)}`;
      case 'ago':
        return age < MINUTE ? `${Math.max(0.1, age / SECOND).toFixed(age < 10 * SECOND ? 1 : 0)} s ago` : `${span(age)} ago`;
      default:
        return span(age);
    }
  }
}

const ticking = new Set<Age>();
setInterval(() => ticking.forEach((age) => age.tick()), SECOND);
customElements.define('ew-age', Age);
