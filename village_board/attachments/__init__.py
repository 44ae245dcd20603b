"""Attachments (附件): files that belong to a record, kept beside the store under the digest of their content."""
