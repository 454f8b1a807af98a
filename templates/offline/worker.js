/* Browsers give a page from a folder no workers, so there the search runs in the page itself. It stands above this, as a
 * function of the two things a worker asks of its surroundings: to hear, and to answer. */
window.Worker = class extends EventTarget {
  constructor() {
    super();
    runSearch((_, hear) => { this.hear = hear; }, (data) => this.dispatchEvent(new MessageEvent("message", { data })));
  }

  postMessage(data) {
    setTimeout(() => this.hear({ data })); // as with a worker, whoever asks goes on first
  }
};
