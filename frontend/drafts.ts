/**
 * <ew-draft>: keeps in the browser what is typed into the form around it, so that nothing is lost when the sign-in ends or the
 * console goes away. The form reads it when it is opened and removes it when it was saved or given up.
 *
 * Attribute: data-key, the name of the resource. Fields are the elements with data-path around their inputs: one input is a
 * text, rows of two inputs are pairs. The console says what is edited in other ways.
 */
const PREFIX = 'edgewatch.draft.';

type Value = string | [string, string][] | { json: string };

class Draft extends HTMLElement {
  private form: HTMLElement | null = null;
  private readonly onInput = (event: Event) => this.keep(event);

  connectedCallback() {
    this.form = this.parentElement;
    this.form?.addEventListener('input', this.onInput);
  }

  disconnectedCallback() {
    this.form?.removeEventListener('input', this.onInput);
  }

  private keep(event: Event) {
    const field = (event.composedPath() as HTMLElement[]).find((one) => one.dataset?.path);
    if (!field) return;
    this.put(field.dataset.path!, value(field));
  }

  private put(path: string, value: Value) {
    const draft = this.read();
    draft[path] = value;
    sessionStorage.setItem(PREFIX + this.dataset.key, JSON.stringify({ at: Date.now(), fields: draft }));
  }

  /** Keeps what was edited in other ways than by typing; the console says it as JSON. */
  hold(path: string, json: string) {
    this.put(path, { json });
  }

  private read(): Record<string, Value> {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + this.dataset.key) ?? '{}').fields ?? {};
    } catch {
      return {};
    }
  }

  /** What was typed and not saved, as JSON; empty when there is nothing. */
  kept(): string {
    return sessionStorage.getItem(PREFIX + this.dataset.key) ?? '';
  }

  /** Forgets the draft. */
  forget() {
    sessionStorage.removeItem(PREFIX + this.dataset.key);
  }
}

function value(field: HTMLElement): Value {
  const rows = [...field.querySelectorAll('.ew-label-row')];
  const inputs = (within: Element) => [...within.querySelectorAll<HTMLInputElement>('input, textarea')].map((one) => one.value);
  return field.querySelector('.ew-label-rows') ? rows.map((row) => inputs(row).slice(0, 2) as [string, string]) : (inputs(field)[0] ?? '');
}

customElements.define('ew-draft', Draft);
