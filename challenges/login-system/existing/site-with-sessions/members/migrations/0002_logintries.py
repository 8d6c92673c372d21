from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoginTries',
            fields=[
                ('name_digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('tries', models.IntegerField()),
                ('since', models.DateTimeField()),
            ],
        ),
    ]
