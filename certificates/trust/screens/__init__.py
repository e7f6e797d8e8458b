"""Where a region's staff see and change what its certificates are verified by. Every change is confirmed and written down."""
