"""How a developer runs the whole product with one command; absent from the production image."""
