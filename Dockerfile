# Production image: the same one serves pages, works off jobs and rings the sweep (docker-compose.yml).
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIXORGA_IN_CONTAINER=1 \
    PIXORGA_ENV=production

RUN useradd --system --no-create-home --uid 10001 pixorga
WORKDIR /app

COPY requirements/base.lock requirements/base.lock
RUN pip install --require-hashes -r requirements/base.lock

COPY . .
# Static files are the same for every installation: these values only let the settings load.
RUN SECRET_KEY=only-while-the-image-is-built-it-signs-nothing-at-all-1 \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost TRUSTED_PROXIES=0 \
    DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost/0 \
    python manage.py collectstatic --noinput

USER pixorga
EXPOSE 8000

# A class that sends its answers together waits in the backlog instead of being refused.
CMD ["gunicorn", "pixorga.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--backlog", "2048", "--worker-tmp-dir", "/dev/shm"]
