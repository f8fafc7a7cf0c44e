from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reminders', '0008_move_to_deliveries'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='message',
            name='reminders_m_recipie_f5a82d_idx',
        ),
        migrations.RemoveField(
            model_name='message',
            name='attempts',
        ),
        migrations.RemoveField(
            model_name='message',
            name='claim',
        ),
        migrations.RemoveField(
            model_name='message',
            name='claimed_at',
        ),
        migrations.RemoveField(
            model_name='message',
            name='error',
        ),
        migrations.RemoveField(
            model_name='message',
            name='retry_at',
        ),
        migrations.RemoveField(
            model_name='message',
            name='sent_at',
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('queued', 'Chờ gửi'), ('handed', 'Đã chuyển gửi'), ('silenced', 'Không còn cần gửi'), ('page_only', 'Chỉ báo trong trang')], default='queued', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['recipient', 'read_at', 'state'], name='message_bell'),
        ),
    ]
