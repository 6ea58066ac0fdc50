/* The views of an index as machine code: the same answers as gazetteer/index/views.py, which serves where this is not built.

   Table and Strings read little-endian columns out of a mapped file. They check every number against the bounds of its
   section, so that damage is an error (GazetteerDamaged) and never a crash, and hold the buffers until `release`. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define INLINE 0x80000000u
#define STRINGS_PER_BASE_BITS 4
#define HASH_BITS 62
#define REST_BITS 16
#define TAIL_BITS 8
#define LONGEST_KEY 4096
#define LONGEST_WRITTEN 1024
#define MOST_WORDS 32

static PyObject *damaged_class;
static uint32_t crc_table[256];

/* ---- columns ---- */

typedef struct {
    Py_buffer buffer;
    const unsigned char *bytes;
    Py_ssize_t count;
    int width;
} Column;

static int column_open(Column *column, PyObject *view)
{
    if (PyObject_GetBuffer(view, &column->buffer, PyBUF_FORMAT | PyBUF_ND) < 0)
        return -1;
    column->bytes = column->buffer.buf;
    column->width = (int)column->buffer.itemsize;
    column->count = column->buffer.len / column->buffer.itemsize;
    return 0;
}

static void column_close(Column *column)
{
    if (column->buffer.obj != NULL)
        PyBuffer_Release(&column->buffer);
    column->bytes = NULL;
    column->count = 0;
}

/* The caller has compared `at` with the count. */
static inline uint64_t column_at(const Column *column, Py_ssize_t at)
{
    const unsigned char *place = column->bytes + at * column->width;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    switch (column->width) {
    case 1: return *place;
    case 2: memcpy(&two, place, 2); return two;
    case 4: memcpy(&four, place, 4); return four;
    default: memcpy(&eight, place, 8); return eight;
    }
}

static PyObject *raise_damaged(PyObject *path, PyObject *section, PyObject *reason)
{
    if (reason != NULL) {
        PyObject *error = PyObject_CallFunctionObjArgs(damaged_class, path, section, reason, NULL);
        if (error != NULL) {
            PyErr_SetObject(damaged_class, error);
            Py_DECREF(error);
        }
        Py_DECREF(reason);
    }
    return NULL;
}

static PyObject *raise_closed(void)
{
    PyErr_SetString(PyExc_ValueError, "operation forbidden on a closed gazetteer");
    return NULL;
}

/* ---- hashes ---- */

static void fill_crc_table(void)
{
    for (uint32_t at = 0; at < 256; at++) {
        uint32_t value = at;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        crc_table[at] = value;
    }
}

static uint64_t hash_bytes(const unsigned char *bytes, Py_ssize_t length)
{
    uint32_t forward = 0xFFFFFFFFu, backward = 0xFFFFFFFFu;
    for (Py_ssize_t at = 0; at < length; at++) {
        forward = crc_table[(forward ^ bytes[at]) & 0xFF] ^ (forward >> 8);
        backward = crc_table[(backward ^ bytes[length - 1 - at]) & 0xFF] ^ (backward >> 8);
    }
    return (uint64_t)(forward ^ 0xFFFFFFFFu) << 30 | (backward ^ 0xFFFFFFFFu) >> 2;
}

/* The UTF-8 of a text, lone surrogates included; `*owner` is to be given back once it was read. */
static const unsigned char *encode_text(PyObject *text, Py_ssize_t *length, PyObject **owner)
{
    *owner = NULL;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a key is text");
        return NULL;
    }
    const char *bytes = PyUnicode_AsUTF8AndSize(text, length);
    if (bytes == NULL && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        PyErr_Clear();
        if ((*owner = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass")) != NULL) {
            bytes = PyBytes_AS_STRING(*owner);
            *length = PyBytes_GET_SIZE(*owner);
        }
    }
    return (const unsigned char *)bytes;
}

static PyObject *hash_text(PyObject *module, PyObject *text)
{
    Py_ssize_t length;
    PyObject *owner;
    const unsigned char *bytes = encode_text(text, &length, &owner);
    if (bytes == NULL)
        return NULL;
    uint64_t digest = hash_bytes(bytes, length);
    Py_XDECREF(owner);
    return PyLong_FromUnsignedLongLong(digest);
}

/* ---- Strings ---- */

typedef struct {
    PyObject_HEAD
    PyObject *path, *section;
    Column bases, bounds, data;
    Py_ssize_t count;
} Strings;

static void strings_release_columns(Strings *self)
{
    column_close(&self->bases);
    column_close(&self->bounds);
    column_close(&self->data);
}

static int strings_init(Strings *self, PyObject *args, PyObject *keywords)
{
    PyObject *bases, *bounds, *data;
    if (self->path != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "UUOOO", &self->path, &self->section, &bases, &bounds, &data)) {
        self->path = self->section = NULL;
        return -1;
    }
    Py_INCREF(self->path);
    Py_INCREF(self->section);
    if (column_open(&self->bases, bases) < 0 || column_open(&self->bounds, bounds) < 0 || column_open(&self->data, data) < 0)
        return -1;
    self->count = self->bounds.count - 1;
    return 0;
}

static void strings_dealloc(Strings *self)
{
    strings_release_columns(self);
    Py_XDECREF(self->path);
    Py_XDECREF(self->section);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *strings_release(Strings *self, PyObject *unused)
{
    strings_release_columns(self);
    Py_RETURN_NONE;
}

static Py_ssize_t strings_length(Strings *self)
{
    return self->count;
}

/* Find the bytes of a string; NULL with an error set where the index has no such number or is damaged. */
static const unsigned char *strings_find(Strings *self, Py_ssize_t number, Py_ssize_t *length)
{
    if (self->bounds.buffer.obj == NULL) {
        raise_closed();
        return NULL;
    }
    Py_ssize_t after = number + 1;
    if (number < 0 || after >= self->bounds.count || (after >> STRINGS_PER_BASE_BITS) >= self->bases.count) {
        raise_damaged(self->path, self->section, PyUnicode_FromFormat("there is no number %zd", number));
        return NULL;
    }
    uint64_t start = column_at(&self->bases, number >> STRINGS_PER_BASE_BITS) + column_at(&self->bounds, number);
    uint64_t end = column_at(&self->bases, after >> STRINGS_PER_BASE_BITS) + column_at(&self->bounds, after);
    if (start > end || end > (uint64_t)self->data.count) {
        raise_damaged(self->path, self->section,
                      PyUnicode_FromFormat("the bounds of number %zd lie outside the section", number));
        return NULL;
    }
    *length = (Py_ssize_t)(end - start);
    return self->data.bytes + start;
}

static PyObject *strings_read(Strings *self, Py_ssize_t number)
{
    Py_ssize_t length;
    const unsigned char *bytes = strings_find(self, number, &length);
    if (bytes == NULL)
        return NULL;
    PyObject *text = PyUnicode_DecodeUTF8((const char *)bytes, length, NULL);
    if (text == NULL && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) {
        PyErr_Clear();
        return raise_damaged(self->path, self->section, PyUnicode_FromFormat("number %zd is not UTF-8", number));
    }
    return text;
}

static PyObject *strings_subscript(Strings *self, PyObject *number)
{
    Py_ssize_t at = PyNumber_AsSsize_t(number, PyExc_IndexError);
    if (at == -1 && PyErr_Occurred())
        return NULL;
    return strings_read(self, at);
}

static PyObject *strings_place(Strings *self, PyObject *text)
{
    Py_ssize_t low = 0, high = self->count;
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        PyObject *found = strings_read(self, middle);
        if (found == NULL)
            return NULL;
        int before = PyObject_RichCompareBool(found, text, Py_LT);
        Py_DECREF(found);
        if (before < 0)
            return NULL;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return PyLong_FromSsize_t(low);
}

static Py_UCS4 first_letter(const unsigned char *bytes, Py_ssize_t length)
{
    if (length < 1 || bytes[0] < 0x80)
        return length < 1 ? 0 : bytes[0];
    int more = bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : 1;
    Py_UCS4 letter = bytes[0] & (0x3F >> more);
    for (int at = 1; at <= more && at < length; at++)
        letter = letter << 6 | (bytes[at] & 0x3F);
    return letter <= 0x10FFFF ? letter : 0;
}

/* How a string is written, without decoding it: code points, words parted by spaces, whether it is plain ASCII, and the
   letter it begins with. */
typedef struct {
    Py_ssize_t length, spaces;
    int plain;
    Py_UCS4 first;
} Shape;

static Shape shape_of(const unsigned char *bytes, Py_ssize_t length)
{
    unsigned later = 0, spaces = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        later += (bytes[at] & 0xC0) == 0x80;
        spaces += bytes[at] == ' ';
    }
    return (Shape){length - later, spaces, later == 0, first_letter(bytes, length)};
}

/* The words of a name, parted by spaces, without what stands around them and with ASCII letters small. */
typedef struct {
    Py_ssize_t count;
    Py_ssize_t lengths[MOST_WORDS];
    const unsigned char *words[MOST_WORDS];
    unsigned char bytes[LONGEST_WRITTEN];
} Written;

static int stands_around(unsigned char byte)
{
    switch (byte) {
    case ',': case '.': case ';': case ':': case '(': case ')': case '\'': case '"': case '-': return 1;
    default: return 0;
    }
}

/* Find the next word from `at` on, between the bounds set; 0 where there is none. */
static int next_word(const unsigned char *bytes, Py_ssize_t length, Py_ssize_t *at, Py_ssize_t *start, Py_ssize_t *end)
{
    while (*at < length) {
        Py_ssize_t first = *at;
        while (*at < length && bytes[*at] != ' ')
            ++*at;
        *start = first;
        *end = (*at)++;
        while (*start < *end && stands_around(bytes[*start]))
            ++*start;
        while (*start < *end && stands_around(bytes[*end - 1]))
            --*end;
        if (*start < *end)
            return 1;
    }
    return 0;
}

static unsigned char small(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

/* A name too long has no words: its like are told by their lengths. */
static void written_take(Written *written, const unsigned char *bytes, Py_ssize_t length)
{
    Py_ssize_t at = 0, start, end;
    written->count = 0;
    if (length > LONGEST_WRITTEN)
        return;
    for (Py_ssize_t each = 0; each < length; each++)
        written->bytes[each] = small(bytes[each]);
    while (written->count < MOST_WORDS && next_word(written->bytes, length, &at, &start, &end)) {
        written->words[written->count] = written->bytes + start;
        written->lengths[written->count++] = end - start;
    }
}

static int has_word(const Written *written, const unsigned char *word, Py_ssize_t length)
{
    for (Py_ssize_t each = 0; each < written->count; each++) {
        if (written->lengths[each] != length)
            continue;
        Py_ssize_t at = 0;
        while (at < length && small(word[at]) == written->words[each][at])
            at++;
        if (at == length)
            return 1;
    }
    return 0;
}

/* How far a string is from a name in writing, in the order asked: it begins with a letter of another sort, shares few bytes
   of words and has others beside them, is in ASCII and a long name is not or the other way round, has other numbers of words
   and letters, and last the same of ASCII for any name. */
typedef struct {
    int other, strange, unlike;
    Py_ssize_t shared, own, words, letters, number;
} Remoteness;

/* Count the bytes of the words of a string that a name has, too, and, if there are any, of its others. */
static void count_shared(const Written *written, const unsigned char *bytes, Py_ssize_t length, Remoteness *entry)
{
    Py_ssize_t at = 0, start, end;
    while (written->count && next_word(bytes, length, &at, &start, &end))
        *(has_word(written, bytes + start, end - start) ? &entry->shared : &entry->own) += end - start;
    if (!entry->shared)
        entry->own = 0;
}

static int nearer(const Remoteness *one, const Remoteness *two)
{
    if (one->other != two->other)
        return one->other < two->other;
    if (one->shared != two->shared)
        return one->shared > two->shared;
    if (one->own != two->own)
        return one->own < two->own;
    if (one->strange != two->strange)
        return one->strange < two->strange;
    if (one->words != two->words)
        return one->words < two->words;
    if (one->letters != two->letters)
        return one->letters < two->letters;
    if (one->unlike != two->unlike)
        return one->unlike < two->unlike;
    return one->number < two->number;
}

/* Whether a letter is of another sort than number `sort`: 0 is that of what the table does not reach. */
static int is_other_sort(Py_UCS4 letter, const Py_buffer *sorts, int sort)
{
    int own = (Py_ssize_t)letter < sorts->len ? ((const unsigned char *)sorts->buf)[letter] : 0;
    return own != sort;
}

static Py_ssize_t apart(Py_ssize_t one, Py_ssize_t two)
{
    return one > two ? one - two : two - one;
}

/* nearest(numbers, written, sorts, sort, most): see NameIndex.nearest_names. */
static PyObject *strings_nearest(Strings *self, PyObject *args)
{
    PyObject *numbers, *text, *owner, *result = NULL;
    Py_buffer sorts;
    int sort;
    Py_ssize_t size, most, kept = 0;
    Written written;
    if (!PyArg_ParseTuple(args, "O!Uy*in", &PyList_Type, &numbers, &text, &sorts, &sort, &most))
        return NULL;
    Remoteness *near = NULL;
    const unsigned char *name = encode_text(text, &size, &owner);
    if (name == NULL)
        goto done;
    Shape asked = shape_of(name, size);
    written_take(&written, name, size);
    near = PyMem_Malloc((size_t)(most > 0 ? most : 1) * sizeof(Remoteness));
    if (near == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(numbers); at++) {
        Py_ssize_t length, number = PyNumber_AsSsize_t(PyList_GET_ITEM(numbers, at), PyExc_IndexError);
        if (number == -1 && PyErr_Occurred())
            goto done;
        const unsigned char *bytes = strings_find(self, number, &length);
        if (bytes == NULL)
            goto done;
        Shape shape = shape_of(bytes, length);
        Remoteness entry = {.unlike = shape.plain != asked.plain, .words = apart(shape.spaces, asked.spaces),
                            .letters = apart(shape.length, asked.length), .number = number};
        entry.strange = asked.spaces > 1 && entry.unlike;
        entry.other = is_other_sort(shape.first, &sorts, sort);
        count_shared(&written, bytes, length, &entry);
        if (kept == most && (most < 1 || !nearer(&entry, &near[kept - 1])))
            continue;
        Py_ssize_t place = kept < most ? kept++ : kept - 1;
        for (; place > 0 && nearer(&entry, &near[place - 1]); place--)
            near[place] = near[place - 1];
        near[place] = entry;
    }
    result = PyList_New(kept);
    for (Py_ssize_t at = 0; result != NULL && at < kept; at++) {
        PyObject *boxed = PyLong_FromSsize_t(near[at].number);
        if (boxed == NULL)
            Py_CLEAR(result);
        else
            PyList_SET_ITEM(result, at, boxed);
    }
done:
    PyMem_Free(near);
    Py_XDECREF(owner);
    PyBuffer_Release(&sorts);
    return result;
}

static PyObject *strings_get_count(Strings *self, void *unused)
{
    return PyLong_FromSsize_t(self->count);
}

static PyMethodDef strings_methods[] = {
    {"place", (PyCFunction)strings_place, METH_O, "Return where among ascending strings a text is or would be."},
    {"nearest", (PyCFunction)strings_nearest, METH_VARARGS, "Return the numbers of the strings nearest in writing."},
    {"release", (PyCFunction)strings_release, METH_NOARGS, "Give the buffers up."},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef strings_getters[] = {{"count", (getter)strings_get_count, NULL, "How many there are.", NULL}, {NULL}};
static PyMappingMethods strings_mapping = {(lenfunc)strings_length, (binaryfunc)strings_subscript, NULL};
static PyTypeObject StringsType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "gazetteer.index.native.Strings",
    .tp_doc = "A list of strings: (path, section, bases, bounds, data).",
    .tp_basicsize = sizeof(Strings),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)strings_init,
    .tp_dealloc = (destructor)strings_dealloc,
    .tp_methods = strings_methods,
    .tp_getset = strings_getters,
    .tp_as_mapping = &strings_mapping,
};

/* ---- Table ---- */

typedef struct {
    PyObject_HEAD
    PyObject *path, *section;
    Column hashes, tails, slots, lists, start;
    int shift, bits;
} Table;

static void table_release_columns(Table *self)
{
    column_close(&self->hashes);
    column_close(&self->tails);
    column_close(&self->slots);
    column_close(&self->lists);
    column_close(&self->start);
}

static int table_init(Table *self, PyObject *args, PyObject *keywords)
{
    PyObject *hashes, *tails, *slots, *lists, *start;
    if (self->path != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "UUOOOOOii", &self->path, &self->section, &hashes, &tails, &slots, &lists, &start,
                          &self->shift, &self->bits)) {
        self->path = self->section = NULL;
        return -1;
    }
    Py_INCREF(self->path);
    Py_INCREF(self->section);
    if (column_open(&self->hashes, hashes) < 0 || column_open(&self->tails, tails) < 0 ||
        column_open(&self->slots, slots) < 0 || column_open(&self->lists, lists) < 0 || column_open(&self->start, start) < 0)
        return -1;
    if (self->shift < REST_BITS + TAIL_BITS || self->shift > HASH_BITS || self->bits < 1 || self->bits > 31) {
        PyErr_SetString(PyExc_ValueError, "no such table");
        return -1;
    }
    return 0;
}

static void table_dealloc(Table *self)
{
    table_release_columns(self);
    Py_XDECREF(self->path);
    Py_XDECREF(self->section);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *table_release(Table *self, PyObject *unused)
{
    table_release_columns(self);
    Py_RETURN_NONE;
}

static int table_damaged(Table *self)
{
    raise_damaged(self->path, self->section, PyUnicode_FromString("it leads outside itself"));
    return -1;
}

/* Find what stands for the numbers under a hash: 1 where it is there, 0 where not, -1 with an error. */
static int table_slot(Table *self, uint64_t digest, uint32_t *slot)
{
    if (self->start.buffer.obj == NULL) {
        raise_closed();
        return -1;
    }
    uint64_t lead = digest >> self->shift;
    uint64_t rest = digest >> (self->shift - REST_BITS) & ((1u << REST_BITS) - 1);
    uint64_t tail = digest >> (self->shift - REST_BITS - TAIL_BITS) & ((1u << TAIL_BITS) - 1);
    if (lead + 1 >= (uint64_t)self->start.count)
        return table_damaged(self);
    uint64_t low = column_at(&self->start, (Py_ssize_t)lead), end = column_at(&self->start, (Py_ssize_t)lead + 1);
    uint64_t high = end;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (middle >= (uint64_t)self->hashes.count)
            return table_damaged(self);
        if (column_at(&self->hashes, (Py_ssize_t)middle) < rest)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < end; low++) {
        if (low >= (uint64_t)self->hashes.count)
            return table_damaged(self);
        if (column_at(&self->hashes, (Py_ssize_t)low) != rest)
            return 0;
        if (low >= (uint64_t)self->tails.count)
            return table_damaged(self);
        if (column_at(&self->tails, (Py_ssize_t)low) == tail) {
            if (low >= (uint64_t)self->slots.count)
                return table_damaged(self);
            *slot = (uint32_t)column_at(&self->slots, (Py_ssize_t)low);
            return 1;
        }
    }
    return 0;
}

static Py_ssize_t table_count_of(Table *self, uint64_t digest)
{
    uint32_t slot;
    int found = table_slot(self, digest, &slot);
    if (found <= 0)
        return found;
    if (slot & INLINE)
        return 1 + __builtin_popcount((slot ^ INLINE) >> self->bits);
    if (slot >= (uint64_t)self->lists.count)
        return table_damaged(self);
    return (Py_ssize_t)column_at(&self->lists, slot);
}

typedef int (*Take)(void *into, uint32_t number);

static int take_run(Table *self, uint32_t run, Take take, void *into, uint64_t *taken)
{
    uint32_t number = run & ((1u << self->bits) - 1), flags = run >> self->bits;
    if (take(into, number) < 0)
        return -1;
    ++*taken;
    for (; flags; flags >>= 1) {
        number++;
        if (flags & 1) {
            if (take(into, number) < 0)
                return -1;
            ++*taken;
        }
    }
    return 0;
}

/* Give the numbers under a hash to `take`, ascending; -1 with an error. */
static int table_read(Table *self, uint64_t digest, Take take, void *into)
{
    uint32_t slot;
    uint64_t taken = 0;
    int found = table_slot(self, digest, &slot);
    if (found <= 0)
        return found;
    if (slot & INLINE)
        return take_run(self, slot ^ INLINE, take, into, &taken);
    if (slot >= (uint64_t)self->lists.count)
        return table_damaged(self);
    uint64_t count = column_at(&self->lists, slot);
    for (uint64_t place = (uint64_t)slot + 1; taken < count; place++) {
        if (place >= (uint64_t)self->lists.count || place > slot + count)
            return table_damaged(self);
        if (take_run(self, (uint32_t)column_at(&self->lists, (Py_ssize_t)place), take, into, &taken) < 0)
            return -1;
    }
    return taken == count ? 0 : table_damaged(self);
}

static int digest_of(PyObject *number, uint64_t *digest)
{
    *digest = PyLong_AsUnsignedLongLong(number);
    return *digest == (uint64_t)-1 && PyErr_Occurred() ? -1 : 0;
}

static int take_into_list(void *into, uint32_t number)
{
    PyObject *boxed = PyLong_FromUnsignedLong(number);
    if (boxed == NULL)
        return -1;
    int failed = PyList_Append(into, boxed);
    Py_DECREF(boxed);
    return failed;
}

static PyObject *table_find(Table *self, PyObject *number)
{
    uint64_t digest;
    PyObject *found;
    if (digest_of(number, &digest) < 0 || (found = PyList_New(0)) == NULL)
        return NULL;
    if (table_read(self, digest, take_into_list, found) < 0)
        Py_CLEAR(found);
    return found;
}

static PyObject *table_count(Table *self, PyObject *number)
{
    uint64_t digest;
    if (digest_of(number, &digest) < 0)
        return NULL;
    Py_ssize_t count = table_count_of(self, digest);
    return count < 0 ? NULL : PyLong_FromSsize_t(count);
}

/* ---- gathering: the entities that the names under some keys belong to ---- */

#define NAMES_PER_BLOCK_BITS 8

typedef struct {
    PyObject_HEAD
    PyObject *path;
    Column blocks, offsets;
} Owners;

static void owners_release_columns(Owners *self)
{
    column_close(&self->blocks);
    column_close(&self->offsets);
}

static int owners_init(Owners *self, PyObject *args, PyObject *keywords)
{
    PyObject *blocks, *offsets;
    if (self->path != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "UOO", &self->path, &blocks, &offsets)) {
        self->path = NULL;
        return -1;
    }
    Py_INCREF(self->path);
    return column_open(&self->blocks, blocks) < 0 || column_open(&self->offsets, offsets) < 0 ? -1 : 0;
}

static void owners_dealloc(Owners *self)
{
    owners_release_columns(self);
    Py_XDECREF(self->path);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *owners_release(Owners *self, PyObject *unused)
{
    owners_release_columns(self);
    Py_RETURN_NONE;
}

/* Find the entity that has a name; -1 with an error where there is no such name. */
static int owners_find(Owners *self, Py_ssize_t name, uint64_t *entity)
{
    if (self->offsets.buffer.obj == NULL) {
        raise_closed();
        return -1;
    }
    if (name < 0 || name >= self->offsets.count || (name >> NAMES_PER_BLOCK_BITS) >= self->blocks.count) {
        PyObject *section = PyUnicode_FromString("name.owner");
        if (section == NULL)
            return -1;
        raise_damaged(self->path, section, PyUnicode_FromFormat("there is no number %zd", name));
        Py_DECREF(section);
        return -1;
    }
    *entity = column_at(&self->blocks, name >> NAMES_PER_BLOCK_BITS) + column_at(&self->offsets, name);
    return 0;
}

/* The same, boxed; NULL with an error. */
static PyObject *owners_read(Owners *self, Py_ssize_t name)
{
    uint64_t entity;
    return owners_find(self, name, &entity) < 0 ? NULL : PyLong_FromUnsignedLongLong(entity);
}

static PyObject *owners_subscript(Owners *self, PyObject *number)
{
    Py_ssize_t at = PyNumber_AsSsize_t(number, PyExc_IndexError);
    return at == -1 && PyErr_Occurred() ? NULL : owners_read(self, at);
}

static PyMethodDef owners_methods[] = {
    {"release", (PyCFunction)owners_release, METH_NOARGS, "Give the buffers up."},
    {NULL, NULL, 0, NULL},
};
static PyMappingMethods owners_mapping = {NULL, (binaryfunc)owners_subscript, NULL};
static PyTypeObject OwnersType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "gazetteer.index.native.Owners",
    .tp_doc = "The entities that have names, by the numbers of the names: (path, blocks, offsets).",
    .tp_basicsize = sizeof(Owners),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)owners_init,
    .tp_dealloc = (destructor)owners_dealloc,
    .tp_methods = owners_methods,
    .tp_as_mapping = &owners_mapping,
};

typedef struct {
    Owners *owners;
    PyObject *found;
} Gathering;

static int take_into_gathering(void *into, uint32_t name)
{
    Gathering *gathering = into;
    int failed = -1;
    PyObject *number = PyLong_FromUnsignedLong(name), *entity = owners_read(gathering->owners, (Py_ssize_t)name);
    if (number != NULL && entity != NULL) {
        PyObject *names = PyDict_GetItemWithError(gathering->found, entity);
        if (names != NULL)
            failed = PyList_Append(names, number);
        else if (!PyErr_Occurred() && (names = PyList_New(1)) != NULL) {
            Py_INCREF(number);
            PyList_SET_ITEM(names, 0, number);
            failed = PyDict_SetItem(gathering->found, entity, names);
            Py_DECREF(names);
        }
    }
    Py_XDECREF(number);
    Py_XDECREF(entity);
    return failed;
}

/* gather(owners, keys): the entities with names under some keys, each with those names; see NameIndex.gather. */
static PyObject *table_gather(Table *self, PyObject *args)
{
    PyObject *keys;
    Gathering gathering;
    if (!PyArg_ParseTuple(args, "O!O!", &OwnersType, &gathering.owners, &PyTuple_Type, &keys))
        return NULL;
    if ((gathering.found = PyDict_New()) == NULL)
        return NULL;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(keys); at++) {
        PyObject *number = hash_text(NULL, PyTuple_GET_ITEM(keys, at));
        uint64_t digest;
        int failed = number == NULL ? -1 : digest_of(number, &digest);
        Py_XDECREF(number);
        if (failed < 0 || table_read(self, digest, take_into_gathering, &gathering) < 0) {
            Py_DECREF(gathering.found);
            return NULL;
        }
    }
    return gathering.found;
}

/* ---- ranking ---- */

typedef struct {
    uint32_t *names;
    double *worths;
    size_t used, capacity;
    uint32_t most; /* what marks an empty place: no name has this number */
    double value;
} Sums;

static int sums_make(Sums *sums, size_t capacity)
{
    sums->names = PyMem_Malloc(capacity * sizeof(uint32_t));
    sums->worths = PyMem_Malloc(capacity * sizeof(double));
    sums->used = 0;
    sums->capacity = capacity;
    if (sums->names == NULL || sums->worths == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(sums->names, 0xFF, capacity * sizeof(uint32_t));
    return 0;
}

static void sums_free(Sums *sums)
{
    PyMem_Free(sums->names);
    PyMem_Free(sums->worths);
}

static size_t sums_place(const Sums *sums, uint32_t name)
{
    size_t at = (name * 2654435761u) & (sums->capacity - 1);
    while (sums->names[at] != UINT32_MAX && sums->names[at] != name)
        at = (at + 1) & (sums->capacity - 1);
    return at;
}

static int sums_grow(Sums *sums)
{
    Sums larger = *sums;
    if (sums_make(&larger, sums->capacity * 2) < 0) {
        sums_free(&larger);
        return -1;
    }
    for (size_t at = 0; at < sums->capacity; at++) {
        if (sums->names[at] != UINT32_MAX) {
            size_t place = sums_place(&larger, sums->names[at]);
            larger.names[place] = sums->names[at];
            larger.worths[place] = sums->worths[at];
        }
    }
    larger.used = sums->used;
    sums_free(sums);
    *sums = larger;
    return 0;
}

/* The entities that have the names of one or two lists: names come ascending, and so do the entities they are of. */
typedef struct {
    Owners *owners;
    uint64_t *entities;
    Py_ssize_t used, capacity, first, at; /* `first` are of the first list, of which those before `at` are behind */
    Py_ssize_t count;
} Bearers;

static int take_into_bearers(void *into, uint32_t name)
{
    Bearers *bearers = into;
    uint64_t entity;
    if (owners_find(bearers->owners, (Py_ssize_t)name, &entity) < 0)
        return -1;
    if (bearers->used > bearers->first && bearers->entities[bearers->used - 1] == entity)
        return 0;
    if (bearers->used == bearers->capacity) {
        Py_ssize_t capacity = bearers->capacity ? bearers->capacity * 2 : 64;
        uint64_t *larger = PyMem_Realloc(bearers->entities, (size_t)capacity * sizeof(uint64_t));
        if (larger == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        bearers->entities = larger;
        bearers->capacity = capacity;
    }
    bearers->entities[bearers->used++] = entity;
    while (bearers->at < bearers->first && bearers->entities[bearers->at] < entity)
        bearers->at++;
    bearers->count += bearers->at == bearers->first || bearers->entities[bearers->at] != entity;
    return 0;
}

static int take_into_sums(void *into, uint32_t name)
{
    Sums *sums = into;
    size_t at = sums_place(sums, name);
    if (sums->names[at] == name) {
        sums->worths[at] += sums->value;
        return 0;
    }
    sums->names[at] = name;
    sums->worths[at] = sums->value;
    if (++sums->used * 2 > sums->capacity)
        return sums_grow(sums);
    return 0;
}

typedef struct {
    PyObject *key;
    double value;
    uint64_t digest, other; /* `other` where the names of this key are partly listed under another */
    int both;
    Py_ssize_t count;
} Wanted;

static int wanted_before(const Wanted *one, const Wanted *two)
{
    if (one->count != two->count)
        return one->count < two->count;
    return PyUnicode_Compare(one->key, two->key) < 0;
}

/* Hash a key, and the one of the family under which its names are listed too: `listed` is like "wrts", w beside r. */
static int wanted_hash(Wanted *wanted, const char *listed, Py_ssize_t families)
{
    Py_ssize_t length;
    PyObject *owner;
    const unsigned char *bytes = encode_text(wanted->key, &length, &owner);
    if (bytes == NULL)
        return -1;
    wanted->digest = hash_bytes(bytes, length);
    wanted->both = 0;
    for (Py_ssize_t at = 0; at + 1 < families; at += 2) {
        if (length > 0 && length <= LONGEST_KEY && bytes[0] == (unsigned char)listed[at]) {
            unsigned char other[LONGEST_KEY];
            memcpy(other, bytes, (size_t)length);
            other[0] = (unsigned char)listed[at + 1];
            wanted->other = hash_bytes(other, length);
            wanted->both = 1;
        }
    }
    Py_XDECREF(owner);
    return 0;
}

typedef struct {
    uint32_t name;
    double worth;
    int other, strange;
    Py_ssize_t apart;
} Ranked;

static int ranked_before(const Ranked *one, const Ranked *two)
{
    if (one->worth != two->worth)
        return one->worth > two->worth;
    if (one->other != two->other)
        return one->other < two->other;
    if (one->strange != two->strange)
        return one->strange < two->strange;
    if (one->apart != two->apart)
        return one->apart < two->apart;
    return one->name < two->name;
}

/* Bring the `keep` entries that come first to the front, in any order (Hoare 1961, quickselect). */
static void rank_select(Ranked *entries, Py_ssize_t count, Py_ssize_t keep)
{
    Py_ssize_t low = 0, high = count - 1;
    while (keep < count && low < high) {
        Ranked middle = entries[low + (high - low) / 2];
        Py_ssize_t left = low, right = high;
        while (left <= right) {
            while (ranked_before(&entries[left], &middle))
                left++;
            while (ranked_before(&middle, &entries[right]))
                right--;
            if (left <= right) {
                Ranked other = entries[left];
                entries[left++] = entries[right];
                entries[right--] = other;
            }
        }
        if (keep - 1 <= right)
            high = right;
        else if (keep - 1 >= left)
            low = left;
        else
            return;
    }
}

static int rank_order(const void *one, const void *two)
{
    return ranked_before(one, two) ? -1 : ranked_before(two, one);
}

/* Bring the entries to the front that may be among the first `keep`, however they are written: those of no less worth than
   so many others have. */
static Py_ssize_t rank_hopeful(Ranked *entries, Py_ssize_t count, Py_ssize_t keep)
{
    if (count <= keep)
        return count;
    rank_select(entries, count, keep);
    double least = entries[0].worth;
    for (Py_ssize_t at = 1; at < keep; at++)
        least = entries[at].worth < least ? entries[at].worth : least;
    Py_ssize_t hopeful = keep;
    for (Py_ssize_t at = keep; at < count; at++) {
        if (entries[at].worth >= least) {
            Ranked other = entries[hopeful];
            entries[hopeful++] = entries[at];
            entries[at] = other;
        }
    }
    return hopeful;
}

/* The names of most worth, those nearest in writing first; NULL with an error. */
static PyObject *rank_sums(const Sums *sums, Strings *texts, Py_ssize_t ranked, Py_ssize_t keep, int plain,
                           Py_ssize_t spaces, const Py_buffer *sorts, int sort)
{
    Py_ssize_t length = 0;
    PyObject *result = NULL;
    Ranked *near = PyMem_Malloc((sums->used + 1) * sizeof(Ranked));
    if (near == NULL)
        return PyErr_NoMemory();
    for (size_t at = 0; at < sums->capacity; at++) {
        if (sums->names[at] != UINT32_MAX)
            near[length++] = (Ranked){sums->names[at], sums->worths[at], 0, 0, 0};
    }
    rank_select(near, length, ranked);
    if (length > ranked)
        length = ranked;
    length = rank_hopeful(near, length, keep);
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_ssize_t size;
        const unsigned char *bytes = strings_find(texts, (Py_ssize_t)near[at].name, &size);
        if (bytes == NULL)
            goto done;
        Shape shape = shape_of(bytes, size);
        near[at].other = is_other_sort(shape.first, sorts, sort);
        near[at].strange = shape.plain != plain;
        near[at].apart = apart(shape.spaces, spaces);
    }
    rank_select(near, length, keep);
    if (length > keep)
        length = keep;
    qsort(near, (size_t)length, sizeof(Ranked), rank_order);
    result = PyList_New(length);
    for (Py_ssize_t at = 0; result != NULL && at < length; at++) {
        PyObject *pair = Py_BuildValue("(Id)", near[at].name, near[at].worth);
        if (pair == NULL)
            Py_CLEAR(result);
        else
            PyList_SET_ITEM(result, at, pair);
    }
done:
    PyMem_Free(near);
    return result;
}

static int bits_of(Py_ssize_t number)
{
    int bits = 0;
    for (; number; number >>= 1)
        bits++;
    return bits;
}

/* rank(texts, owners, keys, values, listed, discounted, rarity_bits, most, ranked, keep, plain, spaces, sorts, sort): see
   NameIndex.rank. */
static PyObject *table_rank(Table *self, PyObject *args)
{
    Strings *texts;
    Owners *owners;
    PyObject *keys, *values, *result = NULL;
    const char *listed, *discounted;
    Py_ssize_t families, most, ranked, keep, spaces;
    Py_buffer sorts;
    double rarity_bits;
    int plain, sort;
    if (!PyArg_ParseTuple(args, "O!O!O!O!s#sdnnnpny*i", &StringsType, &texts, &OwnersType, &owners, &PyList_Type, &keys,
                          &PyList_Type, &values, &listed, &families, &discounted, &rarity_bits, &most, &ranked, &keep,
                          &plain, &spaces, &sorts, &sort))
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(keys), shared = 0, read = 0;
    if (PyList_GET_SIZE(values) != count || ranked < 1 || keep < 1) {
        PyErr_SetString(PyExc_ValueError, "a key needs a value, and one name must be kept");
        PyBuffer_Release(&sorts);
        return NULL;
    }
    Sums sums = {NULL, NULL, 0, 0, 0, 0.0};
    Wanted *wanted = PyMem_Malloc((size_t)(count ? count : 1) * sizeof(Wanted));
    if (wanted == NULL) {
        PyBuffer_Release(&sorts);
        return PyErr_NoMemory();
    }
    if (sums_make(&sums, 1024) < 0)
        goto done;
    for (Py_ssize_t at = 0; at < count; at++) {
        Wanted entry = {PyList_GET_ITEM(keys, at), 0.0, 0, 0, 0, 0};
        entry.value = PyFloat_AsDouble(PyList_GET_ITEM(values, at));
        if ((entry.value == -1.0 && PyErr_Occurred()) || wanted_hash(&entry, listed, families) < 0)
            goto done;
        if ((entry.count = table_count_of(self, entry.digest)) < 0)
            goto done;
        if (entry.both) {
            Py_ssize_t more = table_count_of(self, entry.other);
            if (more < 0)
                goto done;
            entry.count += more;
        }
        if (entry.count == 0)
            continue;
        Py_ssize_t place = shared++;
        for (; place > 0 && wanted_before(&entry, &wanted[place - 1]); place--)
            wanted[place] = wanted[place - 1];
        wanted[place] = entry;
    }
    for (Py_ssize_t at = 0; at < shared; at++) {
        read += wanted[at].count;
        if (read > most && sums.used)
            break;
        sums.value = wanted[at].value;
        Py_UCS4 family = PyUnicode_READ_CHAR(wanted[at].key, 0);
        if (family < 128 && strchr(discounted, (int)family) != NULL) {
            Bearers bearers = {owners, NULL, 0, 0, 0, 0, 0};
            int failed = table_read(self, wanted[at].digest, take_into_bearers, &bearers);
            bearers.first = bearers.used;
            if (failed >= 0 && wanted[at].both)
                failed = table_read(self, wanted[at].other, take_into_bearers, &bearers);
            PyMem_Free(bearers.entities);
            if (failed < 0)
                goto done;
            sums.value /= 1 + bits_of(bearers.count) / rarity_bits;
        }
        if (table_read(self, wanted[at].digest, take_into_sums, &sums) < 0)
            goto done;
        if (wanted[at].both && table_read(self, wanted[at].other, take_into_sums, &sums) < 0)
            goto done;
    }
    result = rank_sums(&sums, texts, ranked, keep, plain, spaces, &sorts, sort);
done:
    PyBuffer_Release(&sorts);
    sums_free(&sums);
    PyMem_Free(wanted);
    return result;
}

static PyMethodDef table_methods[] = {
    {"find", (PyCFunction)table_find, METH_O, "Return the numbers under a hash, none where it is not there."},
    {"count", (PyCFunction)table_count, METH_O, "Return how many numbers are under a hash, without reading them."},
    {"gather", (PyCFunction)table_gather, METH_VARARGS, "Return the entities with names under some keys, with the names."},
    {"rank", (PyCFunction)table_rank, METH_VARARGS, "Return the names that share most with some keys, the nearest first."},
    {"release", (PyCFunction)table_release, METH_NOARGS, "Give the buffers up."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject TableType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "gazetteer.index.native.Table",
    .tp_doc = "A table from hashes to numbers: (path, section, hashes, tails, slots, lists, start, shift, bits).",
    .tp_basicsize = sizeof(Table),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)table_init,
    .tp_dealloc = (destructor)table_dealloc,
    .tp_methods = table_methods,
};

/* ---- the module ---- */

static PyMethodDef functions[] = {
    {"hash_text", hash_text, METH_O, "Hash a key or an ID to 62 bits, as gazetteer.index.layout.hash_text."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "native", "The views of an index as machine code.", -1, functions, NULL, NULL, NULL, NULL,
};

static int add_type(PyObject *module, const char *name, PyTypeObject *type)
{
    return PyType_Ready(type) < 0 ? -1 : PyModule_AddObjectRef(module, name, (PyObject *)type);
}

PyMODINIT_FUNC PyInit_native(void)
{
    fill_crc_table();
    PyObject *errors = PyImport_ImportModule("gazetteer.errors");
    if (errors == NULL)
        return NULL;
    damaged_class = PyObject_GetAttrString(errors, "GazetteerDamaged");
    Py_DECREF(errors);
    PyObject *module = damaged_class == NULL ? NULL : PyModule_Create(&definition);
    if (module == NULL || add_type(module, "Strings", &StringsType) < 0 || add_type(module, "Table", &TableType) < 0 ||
        add_type(module, "Owners", &OwnersType) < 0)
        return NULL;
    return module;
}
