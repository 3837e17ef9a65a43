"""From a school's old documents and its answers to a new report: questions, proposals, templates filled."""
