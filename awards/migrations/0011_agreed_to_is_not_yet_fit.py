import django_fsm
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0010_units_that_propose_nobody"),
    ]

    operations = [
        migrations.AlterField(
            model_name="nomination",
            name="state",
            field=django_fsm.FSMField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("sent", "Đã gửi, chờ tiếp nhận"),
                    ("received", "Chờ thẩm định"),
                    ("returned", "Trả lại để bổ sung"),
                    ("appraised", "Đề nghị khen"),
                    ("rejected", "Không đề nghị khen"),
                    ("proposed", "Đang trình ký"),
                    ("forwarded", "Đã trình cấp trên"),
                    ("awarded", "Đã có quyết định khen"),
                ],
                default="draft",
                max_length=50,
                protected=True,
                verbose_name="trạng thái",
            ),
        ),
    ]
