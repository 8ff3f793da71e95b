"""決裁の記録: the sheets of a period as one table, to answer 情報公開 requests from."""
