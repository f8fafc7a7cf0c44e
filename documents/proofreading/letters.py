"""The letters of Vietnamese, small and capital, for character classes: their code points do not lie in two runs."""

LOWER = "a-zđàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"  # fmt: skip
UPPER = LOWER.replace("a-z", "").upper() + "A-Z"
