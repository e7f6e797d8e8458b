// A stream whose menu leaves out some types, while blocks of these types that are there already stay and can be edited.
(() => {
  const { StreamBlock, StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class PluginStreamBlock extends StreamBlock {
    _insert(childBlockDef, ...rest) {
      const child = super._insert(childBlockDef, ...rest);
      // Kept content is signed for its place in the stream, so there can be only one of it.
      if (childBlockDef.name === 'missing_plugin') child.disableDuplication();
      return child;
    }
  }

  class PluginStreamBlockDefinition extends StreamBlockDefinition {
    constructor(name, groupedChildBlockDefs, initialChildStates, meta) {
      super(name, groupedChildBlockDefs, initialChildStates, meta);
      this.groupedChildBlockDefs = groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter((block) => !meta.hiddenTypes.includes(block.name))])
        .filter(([, blocks]) => blocks.length);
    }

    render(placeholder, prefix, initialState, initialError, parentCapabilities) {
      return new PluginStreamBlock(this, placeholder, prefix, initialState, initialError, parentCapabilities);
    }
  }
  window.telepath.register('plugins.PluginStreamBlock', PluginStreamBlockDefinition);
})();
