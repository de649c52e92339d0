/**
 * <ew-session>: how long this sign-in lasts, told the same in all tabs. Two minutes before it ends there is a countdown with
 * Stay; afterwards, or when somebody signed out in another tab, the page stays, blurred, with the way to sign in on top. What
 * counts is what people do, not what the page does by itself.
 *
 * Attributes: data-idle (milliseconds without anybody doing anything), data-ends (epoch milliseconds, the latest end).
 * Events to the server: active, at most twice a minute.
 */
const WARN = 120_000;
const ACTIVE = 'edgewatch.active';
const SIGNED_OUT = 'edgewatch.signedOut';
const TELL_EVERY = 30_000;
const DOINGS = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

class Session extends HTMLElement {
  private told = 0;
  private warning: HTMLElement | null = null;
  private over = false;
  private readonly timer = window.setInterval(() => this.tick(), 1000);
  private readonly onDoing = () => this.active();
  private readonly onStorage = (event: StorageEvent) => {
    if (event.key === SIGNED_OUT && event.newValue) this.end('You signed out in another tab');
    if (event.key === ACTIVE) this.tick();
  };
  private readonly expired = new MutationObserver(() => this.lookForExpiry());

  connectedCallback() {
    DOINGS.forEach((doing) => window.addEventListener(doing, this.onDoing, { capture: true, passive: true }));
    window.addEventListener('storage', this.onStorage);
    this.expired.observe(document.body, { childList: true });
    localStorage.setItem(ACTIVE, String(Date.now()));
  }

  disconnectedCallback() {
    DOINGS.forEach((doing) => window.removeEventListener(doing, this.onDoing, { capture: true }));
    window.removeEventListener('storage', this.onStorage);
    window.clearInterval(this.timer);
    this.expired.disconnect();
    this.warning?.remove();
  }

  private active() {
    const now = Date.now();
    if (this.over || this.warning) return;
    this.stay(now);
  }

  /** Counts as somebody doing something, in all tabs and on the server. */
  private stay(now: number) {
    const last = Number(localStorage.getItem(ACTIVE));
    if (now - last > 1000) localStorage.setItem(ACTIVE, String(now));
    if (now - this.told > TELL_EVERY) {
      this.told = now;
      this.dispatchEvent(new CustomEvent('active'));
    }
  }

  private deadline(): { at: number; final: boolean } {
    const idle = Number(localStorage.getItem(ACTIVE)) + Number(this.dataset.idle);
    const latest = Number(this.dataset.ends);
    return { at: Math.min(idle, latest), final: latest <= idle };
  }

  private tick() {
    if (this.over) return;
    const { at, final } = this.deadline();
    const left = at - Date.now();
    if (left <= 0) this.end('You have been signed out');
    else if (left <= WARN) this.warn(left, final);
    else this.calm();
  }

  private warn(left: number, final: boolean) {
    if (!this.warning) this.warning = this.build(final);
    const seconds = Math.ceil(left / 1000);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    this.warning.querySelector('.left')!.textContent = clock;
  }

  private calm() {
    this.warning?.remove();
    this.warning = null;
  }

  private build(final: boolean): HTMLElement {
    const warning = document.createElement('div');
    warning.className = 'ew-session-warning';
    warning.dataset.testid = 'session-warning';
    warning.setAttribute('role', 'alertdialog');
    warning.setAttribute('aria-label', 'The sign-in ends soon');
    const words = document.createElement('p');
    const left = Object.assign(document.createElement('span'), { className: 'left' });
    const title = document.createElement('b');
    title.append('You are signed out in ', left, '.');
    words.append(title, ' What you typed is kept either way.');
    warning.append(words);
    if (!final) {
      const stay = document.createElement('button');
      stay.textContent = 'Stay';
      stay.dataset.testid = 'session-stay';
      stay.addEventListener('click', () => {
        this.told = 0;
        this.calm();
        this.stay(Date.now());
      });
      warning.append(stay);
    }
    document.body.append(warning);
    return warning;
  }

  private end(why: string) {
    if (this.over) return;
    this.over = true;
    this.calm();
    this.dispatchEvent(new CustomEvent('over'));
    const cover = document.createElement('dialog');
    cover.className = 'ew-signed-out';
    cover.dataset.testid = 'signed-out';
    const title = Object.assign(document.createElement('h2'), { textContent: why });
    const words = Object.assign(document.createElement('p'), { textContent: 'You come back to this page, with what you typed.' });
    const again = Object.assign(document.createElement('button'), { textContent: 'Sign in' });
    again.dataset.testid = 'sign-in-again';
    again.addEventListener('click', () => location.reload());
    cover.append(title, words, again);
    cover.addEventListener('cancel', (event) => event.preventDefault());
    document.body.append(cover);
    document.documentElement.dataset.session = 'over';
    cover.showModal();
  }

  /**
   * The server does not know this session any more although nobody ended it: the console was started anew. Whoever is still
   * signed in at the identity provider is back at once, and others are asked to sign in and come back here.
   */
  private lookForExpiry() {
    if (!document.querySelector('.v-system-error') || this.over) return;
    this.over = true;
    location.reload();
  }
}

customElements.define('ew-session', Session);

(window as any).edgewatch = Object.assign((window as any).edgewatch ?? {}, {
  /** Somebody signs out here: other tabs are told, and nothing typed is left behind. */
  signingOut() {
    localStorage.setItem(SIGNED_OUT, String(Date.now()));
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith('edgewatch.'))
      .forEach((key) => sessionStorage.removeItem(key));
  },
});
