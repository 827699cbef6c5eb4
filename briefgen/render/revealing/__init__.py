"""What a finished file gives away to whoever gets hold of it: any DOCX or PDF, ours or not."""
