// Content that is kept unread: sentences that explain it to the editor, and the content itself, signed, in a hidden field.
(() => {
  class BoundKeptContent {
    constructor(placeholder, name, state) {
      this.idForLabel = null;
      this.input = document.createElement('input');
      this.input.type = 'hidden';
      this.input.name = name;
      this.text = document.createElement('div');
      placeholder.replaceWith(this.text, this.input);
      this.setState(state);
    }

    setState(state) {
      this.state = state;
      this.input.value = state.payload;
      const paragraphs = [state.reason, state.excerpt && `“${state.excerpt}”`, state.remedy].filter(Boolean).map((text) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = text;
        return paragraph;
      });
      this.text.replaceChildren(...paragraphs);
    }

    getState() {
      return this.state;
    }

    getValue() {
      return this.state.payload;
    }

    getTextLabel() {
      return this.state.reason;
    }

    setInvalid() {}

    setCapabilityOptions() {}

    focus() {}
  }

  class KeptContent {
    render(placeholder, name, id, state) {
      return new BoundKeptContent(placeholder, name, state);
    }
  }
  window.telepath.register('plugins.KeptContent', KeptContent);
})();
