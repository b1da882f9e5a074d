"""What is kept on disk: visit_store.py has the folder of visits, visit_file.py the file of one.

Every answer is written by safe_files.py, so that after any fault the old file or the new is there.
"""
