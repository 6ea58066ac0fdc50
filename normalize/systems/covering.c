/* Which systems cover a text, as machine code: the same answers as coverage.py, which serves where this is not built, and
   for texts with letters beyond the basic plane. The systems are the bits of numbers too long for a processor: every number
   met has a place here, letters have the places of theirs, and what two have in common is remembered. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { PLANE = 0x10000, PLACES = 0x7000, LONGEST = 1500 /* and what it adds stays below LOOSE */, MEMORY = 4096,
        LOOSE = 0x8000 /* not surely composed as it stands */ };
enum { UNKNOWN, EVERYTHING };

typedef struct {
    PyObject_HEAD
    PyObject *describe; /* letter -> (number, whether it composes with nothing) */
    PyObject *numbers;  /* list: the number of each place */
    PyObject *places;   /* dict: the place of each number */
    uint16_t place_of[PLANE];
    struct {
        uint16_t first, second, common;
    } memory[MEMORY];
} Cover;

/* Forget all that was learned. */
static int begin(Cover *self)
{
    memset(self->place_of, 0, sizeof(self->place_of));
    memset(self->memory, 0, sizeof(self->memory));
    PyObject *numbers = Py_BuildValue("[Oi]", Py_None, -1), *places = Py_BuildValue("{i:i}", -1, EVERYTHING);
    if (numbers == NULL || places == NULL) {
        Py_XDECREF(numbers);
        Py_XDECREF(places);
        return -1;
    }
    Py_XSETREF(self->numbers, numbers);
    Py_XSETREF(self->places, places);
    return 0;
}

/* The place of a number, a new one if need be; -1 with an error set. */
static int place_of_number(Cover *self, PyObject *number)
{
    PyObject *known = PyDict_GetItemWithError(self->places, number);
    if (known != NULL || PyErr_Occurred())
        return known == NULL ? -1 : (int)PyLong_AsLong(known);
    int place = (int)PyList_GET_SIZE(self->numbers);
    PyObject *value = PyLong_FromLong(place);
    int failed = value == NULL || PyDict_SetItem(self->places, number, value) < 0 || PyList_Append(self->numbers, number) < 0;
    Py_XDECREF(value);
    return failed ? -1 : place;
}

/* Ask what a letter is, and remember it. */
static int learn(Cover *self, Py_UCS4 letter)
{
    PyObject *name = PyUnicode_FromOrdinal((int)letter), *number;
    PyObject *said = name == NULL ? NULL : PyObject_CallOneArg(self->describe, name);
    int place = -1, alone;
    if (said != NULL && PyTuple_Check(said) && PyArg_ParseTuple(said, "O!p", &PyLong_Type, &number, &alone))
        place = place_of_number(self, number) | (alone ? 0 : LOOSE);
    else if (said != NULL && !PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "a letter is described by a number and a truth");
    Py_XDECREF(name);
    Py_XDECREF(said);
    if (place >= 0)
        self->place_of[letter] = (uint16_t)place;
    return place;
}

/* The place of what two numbers have in common; -1 with an error set. */
static int meet(Cover *self, int first, int second)
{
    if (first == EVERYTHING || first == second)
        return second;
    if (second == EVERYTHING)
        return first;
    size_t slot = ((size_t)first * 31 + (size_t)second) % MEMORY;
    if (self->memory[slot].first == first && self->memory[slot].second == second)
        return self->memory[slot].common;
    PyObject *both = PyNumber_And(PyList_GET_ITEM(self->numbers, first), PyList_GET_ITEM(self->numbers, second));
    int place = both == NULL ? -1 : place_of_number(self, both);
    Py_XDECREF(both);
    if (place >= 0) {
        self->memory[slot].first = (uint16_t)first;
        self->memory[slot].second = (uint16_t)second;
        self->memory[slot].common = (uint16_t)place;
    }
    return place;
}

/* The place of what all letters of a text have in common; -1 with an error set, or without one for a loose letter. */
static int cover_letters(Cover *self, PyObject *text, int only_plain)
{
    int kind = (int)PyUnicode_KIND(text), place = EVERYTHING;
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(text); at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, data, at);
        int own = self->place_of[letter];
        if (own == UNKNOWN && (own = learn(self, letter)) < 0)
            return -1;
        if (only_plain && own & LOOSE)
            return -1;
        if ((place = meet(self, place, own & ~LOOSE)) < 0)
            return -1;
    }
    return place;
}

static PyObject *cover(Cover *self, PyObject *text, int only_plain)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "only texts are covered");
        return NULL;
    }
    if (PyUnicode_KIND(text) > PyUnicode_2BYTE_KIND || PyUnicode_GET_LENGTH(text) > LONGEST)
        Py_RETURN_NONE;
    if (PyList_GET_SIZE(self->numbers) > PLACES && begin(self) < 0)
        return NULL;
    int place = cover_letters(self, text, only_plain);
    if (PyErr_Occurred())
        return NULL;
    return Py_NewRef(place < 0 ? Py_None : PyList_GET_ITEM(self->numbers, place));
}

static PyObject *cover_any(Cover *self, PyObject *text)
{
    return cover(self, text, 0);
}

static PyObject *cover_plain(Cover *self, PyObject *text)
{
    Py_ssize_t length = PyUnicode_Check(text) ? PyUnicode_GET_LENGTH(text) : 0;
    if (length > 0 && (PyUnicode_READ_CHAR(text, 0) == ' ' || PyUnicode_READ_CHAR(text, length - 1) == ' '))
        Py_RETURN_NONE;
    return cover(self, text, 1);
}

/* Cover(describe) */
static PyObject *cover_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    PyObject *describe;
    if (!PyArg_ParseTuple(args, "O", &describe))
        return NULL;
    Cover *self = (Cover *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->describe = Py_NewRef(describe);
    if (begin(self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void cover_dealloc(Cover *self)
{
    Py_XDECREF(self->describe);
    Py_XDECREF(self->numbers);
    Py_XDECREF(self->places);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef methods[] = {
    {"cover", (PyCFunction)cover_any, METH_O, "Return what all letters of a text have in common; None for Python to find."},
    {"cover_plain", (PyCFunction)cover_plain, METH_O,
     "The same, for a text that begins and ends with no space and is surely composed (NFC); None for any other."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject CoverType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.systems.covering.Cover",
    .tp_doc = "What letters have in common: (describe: letter -> (number, whether it composes with nothing)).",
    .tp_basicsize = sizeof(Cover),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = cover_new,
    .tp_dealloc = (destructor)cover_dealloc,
    .tp_methods = methods,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "covering", "Which systems cover a text, as machine code.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_covering(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL || PyType_Ready(&CoverType) < 0 || PyModule_AddObjectRef(module, "Cover", (PyObject *)&CoverType) < 0)
        return NULL;
    return module;
}
