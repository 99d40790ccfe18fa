"""The facilitator's side: hand-ins in, grades, feedback and a table out. Nothing else imports it."""
