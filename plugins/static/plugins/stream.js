// A stream whose menu leaves out some types, while blocks of these types that are there already stay and can be edited.
(() => {
  class PluginStreamBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    constructor(name, groupedChildBlockDefs, initialChildStates, meta) {
      super(name, groupedChildBlockDefs, initialChildStates, meta);
      this.groupedChildBlockDefs = groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter((block) => !meta.hiddenTypes.includes(block.name))])
        .filter(([, blocks]) => blocks.length);
    }
  }
  window.telepath.register('plugins.PluginStreamBlock', PluginStreamBlockDefinition);
})();
