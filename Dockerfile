# The image of web, worker, beat and migrate; docker-compose.yml says which does what.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt /base.txt
RUN python -m venv /opt/packages \
    && /opt/packages/bin/pip install --no-cache-dir --disable-pip-version-check --no-input \
        --require-hashes --no-deps --only-binary :all: -r /base.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --user-group --home-dir /nonexistent --shell /usr/sbin/nologin app \
    && install --directory --owner 10001 --group 10001 /var/media
COPY --from=packages /opt/packages /opt/packages
WORKDIR /app
COPY . .
# The settings refuse to be read without these; none of them outlives this line.
RUN SECRET_KEY=build FACTOR_KEYS=build DATABASE_URL=postgresql:///build REDIS_URL=redis://build \
    LINE_CHANNEL_ACCESS_TOKEN=build python manage.py collectstatic --no-input
USER 10001
EXPOSE 8000
# By the name the outside uses, as Django answers to no other.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-c", "\
import os, urllib.request, urllib.parse;\
host = urllib.parse.urlsplit(os.environ['SITE_URL']).netloc;\
address = urllib.request.Request('http://127.0.0.1:8000/healthz', headers={'Host': host});\
urllib.request.urlopen(address, timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
    "--threads", "4", "--max-requests", "10000", "--max-requests-jitter", "1000", \
    "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
    "--config", "python:hachinohe_line.web_server", "hachinohe_line.wsgi"]
