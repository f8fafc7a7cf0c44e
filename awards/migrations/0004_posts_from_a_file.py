"""Posts that people held come in from a file too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_invitation_answers")]

    operations = [
        migrations.AlterField(
            model_name="importbatch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ca-nhan", "Cá nhân"),
                    ("don-vi", "Đơn vị"),
                    ("xep-loai", "Xếp loại hằng năm"),
                    ("sang-kien", "Sáng kiến, đề tài"),
                    ("chuc-vu", "Chức vụ đã giữ"),
                    ("khen-thuong", "Khen thưởng đã có"),
                ],
                max_length=20,
                verbose_name="loại dữ liệu",
            ),
        ),
    ]
