from django.utils import translation

from mentoring.modules import PracticeBlock


def test_the_practice_tells_its_aim_and_its_meetings():
    block = PracticeBlock()
    with translation.override("en"):
        html = block.render(block.to_python({"aim": "Visits <at home>", "meetings": 5}))
    assert "Visits &lt;at home&gt;" in html
    assert "5 meetings with a mentor" in html
