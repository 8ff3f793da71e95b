"""How a post is listed, written, shown, submitted and taken back in the browser."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import appointments
from accounts.models import Staff
from accounts.requests import staff_of
from audit import trail
from posts import drafts, permissions
from posts.bubbles import messages_of
from posts.choices import Status
from posts.completeness import problems
from posts.content import Message, read
from posts.dates_ja import date_and_time
from posts.forms import PostForm, ReasonForm, blank, shown
from posts.lifecycle import ChangedMeanwhile
from posts.models import Post
from posts.previews import bubbles_typed
from posts.situations import seconds_between_looks
from posts.submission import NotReady, submit

PER_PAGE = 30


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """ホーム: what this person has to do now, then what comes and what has gone out."""
    staff = staff_of(request)
    visible = Post.objects.visible_to(staff)
    own = visible.of_section(staff.section)
    soon = visible.filter(status__in=[Status.APPROVED, Status.SENDING])
    return render(
        request,
        "posts/home.html",
        {
            "waiting": _waiting_for(staff),
            "returned": own.filter(status=Status.RETURNED),
            "drafts": own.filter(status=Status.DRAFT)[:5],
            "troubled": own.filter(status__in=[Status.FAILED, Status.UNCERTAIN])[:5],
            "upcoming": soon.order_by("current_revision__send_at")[:7],
            "recent": visible.filter(status=Status.SENT)[:5],
        },
    )


@require_GET
def post_list(request: HttpRequest) -> HttpResponse:
    """投稿: every post, by state."""
    visible = Post.objects.visible_to(staff_of(request))
    counts = {status: visible.filter(status=status).count() for status in Status}
    chosen = request.GET.get("status", "")
    found = visible.filter(status=chosen) if chosen in Status.values else visible
    words = request.GET.get("q", "").replace("\0", "").strip()
    if words:
        found = found.filter(title__icontains=words)
    return render(
        request,
        "posts/list.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "tabs": [(status.value, status.label, counts[status]) for status in Status],
            "total": sum(counts.values()),
            "chosen": chosen,
            "words": words,
            "query": _query(status=chosen, q=words),
        },
    )


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what it says, where it stands, what has happened to it, what can be done."""
    staff, post = _load(request, pk)
    return render(
        request,
        "posts/detail.html",
        {
            "post": post,
            "bubbles": bubbles_of(post),
            "history": trail.history_of(post),
            "look_every": seconds_between_looks(post),
            "missing": problems(post, at=timezone.now()) if post.is_open_for_editing else {},
            "may_edit": permissions.may_edit(staff, post),
            "may_submit": permissions.may_submit(staff, post),
            "may_withdraw": permissions.may_withdraw(staff, post),
            "may_reopen": permissions.may_reopen(staff, post),
            "may_decide": post.status == Status.IN_APPROVAL and staff.is_account_manager,
            "account_manager": appointments.account_manager(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """起案する: an empty form; the first save makes the post."""
    staff = staff_of(request)
    if not staff.may_draft:
        raise PermissionDenied("起案者に任命された職員だけが起案できます。")
    form = _submitted(request) or PostForm(initial=blank())
    if form.is_valid():
        origin = form.cleaned_data["origin"] or uuid.uuid4()
        try:
            post = drafts.create(actor=staff, origin=origin, fields=form.cleaned_data)
        except ChangedMeanwhile:
            return _conflict(request, Post.objects.get(origin=origin))
        return _after_saving(request, post)
    return render(request, "posts/edit.html", {"form": form, "bubbles": bubbles_typed(form)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of a draft. `?check` also says what is missing before it may be submitted."""
    staff, post = _load(request, pk)
    if not permissions.may_edit(staff, post):
        raise PermissionDenied("この投稿を編集できるのは、下書きの間の、同じ課の起案者だけです。")
    if request.method != "POST":
        form = PostForm.showing(post, strict="check" in request.GET)
        return _editor(request, form, post)
    form = _submitted(request) or PostForm()
    if not form.is_valid():
        return _editor(request, form, post)
    try:
        post = drafts.edit(
            post,
            actor=staff,
            version=form.cleaned_data["version"] or 0,
            fields=form.cleaned_data,
        )
    except ChangedMeanwhile:
        return _conflict(request, post)
    return _after_saving(request, post)


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """承認を依頼する."""
    staff, post = _load(request, pk)
    version = request.POST.get("version", "")
    try:
        revision = submit(post, actor=staff, version=int(version) if version.isdecimal() else 0)
    except NotReady:
        messages.error(request, "まだ承認を依頼できません。赤い文字の項目を直してください。")
        return redirect(f"{post.get_absolute_url()}edit/?check")
    except ChangedMeanwhile:
        messages.error(
            request,
            "この画面を開いた後に内容が変わりました。いまの内容を確かめてから、"
            "もう一度依頼してください。",
        )
        return redirect(post)
    manager = appointments.account_manager()
    asked = f"{manager.name}さんに承認を依頼しました。" if manager else "承認を依頼しました。"
    messages.success(request, f"{asked}配信日時は{date_and_time(revision.send_at)}です。")
    return redirect(post)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """取り下げる: asks for the reason and says what will not happen."""
    staff, post = _load(request, pk)
    if not permissions.may_withdraw(staff, post):
        raise PermissionDenied("この投稿は、いまは取り下げられません。")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.withdraw(post, actor=staff, reason=form.cleaned_data["reason"])
        except ChangedMeanwhile:
            messages.error(request, "操作の間に状態が変わりました。いまの状態を確かめてください。")
        else:
            messages.success(request, "取り下げました。市民には届いていません。")
        return redirect(post)
    return render(request, "posts/withdrawal.html", {"post": post, "form": form})


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """下書きに戻す."""
    staff, post = _load(request, pk)
    try:
        drafts.reopen(post, actor=staff)
    except ChangedMeanwhile:
        messages.error(request, "操作の間に状態が変わりました。いまの状態を確かめてください。")
        return redirect(post)
    messages.success(request, "下書きに戻しました。直してから、もう一度承認を依頼してください。")
    return redirect("post_edit", pk=post.pk)


def bubbles_of(post: Post) -> tuple[Message, ...]:
    """What the preview shows: the frozen revision, or the working copy while it is on the desk."""
    revision = post.current_revision
    if revision is not None and not post.is_open_for_editing and post.status != Status.WITHDRAWN:
        return read(revision.canonical).messages
    return messages_of(post.text) if post.text.strip() else ()


def _query(**parts: str) -> str:
    """The parts that are not empty, ready to be followed by another one."""
    return "".join(f"{urlencode({name: value})}&" for name, value in parts.items() if value)


def _submitted(request: HttpRequest) -> PostForm | None:
    """What was typed. Who wants to go on is told everything at once that is still missing."""
    if request.method != "POST":
        return None
    form = PostForm(request.POST)
    if form.is_valid() or "confirm" not in request.POST:
        return form
    return PostForm(request.POST, strict=True)


def _load(request: HttpRequest, pk: int) -> tuple[Staff, Post]:
    staff = staff_of(request)
    return staff, get_object_or_404(Post.objects.visible_to(staff), pk=pk)


def _waiting_for(staff: Staff) -> list[Post]:
    if not staff.is_account_manager:
        return []
    waiting = Post.objects.visible_to(staff).filter(status=Status.IN_APPROVAL)
    return list(waiting.order_by("current_revision__send_at"))


def _editor(request: HttpRequest, form: PostForm, post: Post) -> HttpResponse:
    return render(
        request, "posts/edit.html", {"form": form, "post": post, "bubbles": bubbles_typed(form)}
    )


def _conflict(request: HttpRequest, post: Post) -> HttpResponse:
    post.refresh_from_db()
    # The next save overwrites what is shown beside the form now, and nothing newer than that.
    form = PostForm({**request.POST.dict(), "version": str(post.version)})
    last = post.contributions.select_related("staff").latest("at")
    return render(
        request,
        "posts/edit.html",
        {
            "form": form,
            "post": post,
            "bubbles": bubbles_typed(form),
            "theirs": shown(post),
            "changed_by": last.staff,
        },
    )


def _after_saving(request: HttpRequest, post: Post) -> HttpResponse:
    if "confirm" not in request.POST:
        messages.success(request, "下書きを保存しました。")
        return redirect("post_edit", pk=post.pk)
    if problems(post, at=timezone.now()):
        messages.warning(
            request, "下書きは保存しました。承認を依頼するには、赤い文字の項目を直してください。"
        )
        return redirect(f"{post.get_absolute_url()}edit/?check")
    return redirect(post)
