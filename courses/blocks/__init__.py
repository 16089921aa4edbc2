from .body import ASKING_BLOCKS, PERSONAL_BLOCKS, LessonBody

__all__ = ["ASKING_BLOCKS", "PERSONAL_BLOCKS", "LessonBody"]
