from .body import ASKING_BLOCKS, LessonBody

__all__ = ["ASKING_BLOCKS", "LessonBody"]
