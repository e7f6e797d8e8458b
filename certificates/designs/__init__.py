"""What editors choose of a certificate's looks, for a region or one event, and how it is frozen with what is issued."""
