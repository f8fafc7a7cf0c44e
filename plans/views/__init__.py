"""Pages of plans: a module for each part of the room; `urls` names them."""
