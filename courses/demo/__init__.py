"""The demonstration's courses as readable files, and what brings them into Wagtail.

A folder per course: ``course.yaml``, a folder per module, a file per lesson, and
the images and downloads in ``media/``.
"""
